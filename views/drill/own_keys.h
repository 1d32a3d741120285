// Keys that the drill's docks leave to what has the focus.
#pragma once

#include <QObject>

namespace nines {

// The drill plays at Space wherever its docks have the focus. Buttons and lists to choose from need it themselves:
// whoever has no mouse could not press them else.
class OwnKeys final : public QObject {
  Q_OBJECT

 public:
  // For all buttons and combo boxes that the panel has by now.
  explicit OwnKeys(QWidget* panel);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

// Esc closes an open list, wherever in the window, and is used up by that. The toolkit closes it too, but when it looks
// whether the key is a shortcut, and then the key is still there to end the drill.
class OpenListKeys final : public QObject {
  Q_OBJECT

 public:
  // Of the whole program, as long as this lives.
  explicit OpenListKeys(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace nines
