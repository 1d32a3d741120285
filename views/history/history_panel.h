// The history dock: every step by name; a click on one brings the design to how it was after it.
#pragma once

#include "theme/panel.h"

class QListView;
class QUndoStack;

namespace nines {

class HistoryModel;

class HistoryPanel final : public Panel {
  Q_OBJECT

 public:
  // The stack must outlive the panel, which only reads it.
  explicit HistoryPanel(const QUndoStack* stack, QWidget* parent = nullptr);

  QListView& list() const { return *m_list; }

 signals:
  // So many steps from the start are to count.
  void jumpRequested(int steps);

 protected:
  void refresh() override;
  void restyle() override;

 private:
  HistoryModel* m_model = nullptr;
  QListView* m_list = nullptr;
};

}  // namespace nines
