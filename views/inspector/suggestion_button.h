// The arrow at the end of a line edit that opens a list of values to choose from; the line stays free to be typed into.
#pragma once

#include <QAbstractButton>
#include <QStringList>

class QLineEdit;

namespace nines {

class SuggestionButton final : public QAbstractButton {
  Q_OBJECT

 public:
  static constexpr int kWidth = 20;

  // Stands inside of the line, at its end, which the line's text has to leave free; Down and Alt+Down in the line open
  // the list too. It opens at the line's text, which stands on top where it is no suggestion; Enter on that, or on
  // nothing, only closes the list.
  explicit SuggestionButton(QLineEdit* line);

  // Without any it hides.
  void setSuggestions(const QStringList& suggestions, const QString& source);

 signals:
  void chosen(const QString& text);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void open();
  void place();

  QLineEdit* m_line;
  QStringList m_suggestions;
};

}  // namespace nines
