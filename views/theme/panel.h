// What the docks' contents have in common: the dock's ground, and updates that are gathered and wait until the panel
// shows.
#pragma once

#include <QTimer>
#include <QWidget>

namespace nines {

class Panel : public QWidget {
  Q_OBJECT

 public:
  explicit Panel(QWidget* parent = nullptr);

  // Carries out an update that is due, also while hidden. For tests and before something is measured.
  void refreshNow();

 protected:
  // Asks for one refresh() when control is back in the event loop; a hidden panel waits until it is shown.
  void scheduleRefresh();
  virtual void refresh() {}
  // After another theme: what keeps colours takes them anew.
  virtual void restyle() {}

  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QTimer m_timer;
  bool m_due = true;
};

}  // namespace nines
