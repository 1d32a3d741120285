// A combo box whose closed field may show something else than an entry ("Mixed", an assumed value), and that never
// changes by the wheel while it has no focus.
#pragma once

#include <QComboBox>

namespace nines {

class FieldCombo final : public QComboBox {
  Q_OBJECT

 public:
  explicit FieldCombo(QWidget* parent = nullptr);

  // What the closed field shows; `mark` stands at its right end.
  void setDisplay(const QString& text, bool muted, const QString& mark = {});
  const QString& display() const { return m_display; }
  const QString& mark() const { return m_mark; }  // shown where there is room for both
  // It fits into the closed field; else a tooltip has it whole.
  bool showsWhole() const;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  QRect textArea() const;

  QString m_display;
  QString m_mark;
  bool m_muted = false;
};

}  // namespace nines
