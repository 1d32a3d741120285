// A field that opens something: looks like an editor, acts like a button.
#pragma once

#include <QAbstractButton>

namespace nines {

class FieldButton final : public QAbstractButton {
  Q_OBJECT

 public:
  // `action` stands at the right end in accent colour ("Edit…"); empty: an arrow.
  FieldButton(const QString& action, QWidget* parent);

  void setDisplay(const QString& text, bool muted, const QString& mark = {});
  QSize sizeHint() const override;
  // From the right end to what the text leaves free for the action, px.
  int actionWidth() const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QString m_action;
  QString m_mark;
  bool m_muted = false;
};

}  // namespace nines
