// A field exactly over a name on the canvas. Enter and a click elsewhere commit, Esc takes back.
#pragma once

#include <QLineEdit>

#include "canvas/title_place.h"

namespace nines {

class TitleEditor final : public QLineEdit {
  Q_OBJECT

 public:
  TitleEditor(std::string id, const QString& name, QWidget* parent);

  const std::string& id() const { return m_id; }
  // Over the name, at this zoom; `area` in the parent's coordinates. Readable at every zoom.
  void place(const TitlePlace& title, QPoint topLeft, double zoom);
  // Ends it: commits what was typed, or not. The second call does nothing.
  void finish(bool commit);

 signals:
  // Once. `committed`: with another name than it began with.
  void finished(bool committed, const QString& name);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  std::string m_id;
  QString m_before;
  bool m_done = false;
};

}  // namespace nines
