// The window in which a field's list opens: below the field, above it where there is more room, and always within the
// screen.
#pragma once

#include <QFrame>

class QListWidget;

namespace nines {

class FieldPopup : public QFrame {
 public:
  // Becomes the list's parent. Deletes itself when it closes.
  FieldPopup(QWidget* field, QListWidget* list);

  // As wide as the field at least, with this many rows at most.
  void open(int mostRows);

 protected:
  // Escape closes.
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* m_field;
  QListWidget* m_list;
};

}  // namespace nines
