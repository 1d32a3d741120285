// A line edit that commits once, when a person has finished: on Enter or when the focus leaves. Esc takes back what was
// typed. Undo and redo are the line's own from the first letter until then, else the design's.
#pragma once

#include <QLineEdit>

class QLabel;

namespace nines {

class TypedLine final : public QLineEdit {
  Q_OBJECT

 public:
  explicit TypedLine(QWidget* parent = nullptr);

  // Shows a text from the design; keeps what is being typed unless the text is another than the one shown before.
  void showText(const QString& text);
  // Muted text, with "assumed" at the right end of the field if there is room.
  void setAssumed(bool assumed);
  void setMuted(bool muted);
  // Room at the right end for what stands there inside of the line, px.
  void setEndRoom(int room);
  // Emits finished() if something was typed.
  void commitPending();
  // Back to the text shown last.
  void restore();

 signals:
  // Something else than what was shown has been typed.
  void finished(const QString& text);
  // What was typed has been taken back.
  void restored();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void forgetSteps();
  void placeMark();
  void applyColour();

  QLabel* m_mark;
  QString m_shown;
  bool m_assumed = false;
  bool m_muted = false;
};

}  // namespace nines
