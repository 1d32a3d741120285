// One entry of the palette: icon and label. It tells what the mouse and the keyboard do to it and decides nothing.
#pragma once

#include <QAbstractButton>

#include "palette/palette_items.h"

namespace nines {

class PaletteTile final : public QAbstractButton {
  Q_OBJECT

 public:
  PaletteTile(const PaletteItem& item, QWidget* parent);

  const PaletteItem& item() const { return m_item; }
  // Enter in the search field takes this one.
  void setPreferred(bool preferred);
  bool isPreferred() const { return m_preferred; }
  // What icon and whole label need.
  int fullWidth() const;

 signals:
  void pressedAt(QPoint globalAt);
  void movedTo(QPoint globalAt);
  void releasedAt(QPoint globalAt);
  void placeRequested();
  // Arrow keys, as steps of columns and rows.
  void stepped(int columns, int rows);
  // A letter or Backspace that belongs into the search field.
  void typed(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  QSize sizeHint() const override;

 private:
  PaletteItem m_item;
  bool m_preferred = false;
};

}  // namespace nines
