// A part of the inspector that folds: header with a triangle, rows below it.
#pragma once

#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace nines {

class Section final : public QWidget {
  Q_OBJECT

 public:
  Section(const QString& title, bool folded, QWidget* parent);

  const QString& title() const { return m_title; }
  void add(QWidget* row);
  void setFolded(bool folded);
  // Hides it as long as all of its rows are hidden.
  void hideIfEmpty();
  // Without the line above it: where another one is there already.
  void hideLine();

 signals:
  void foldedChanged(bool folded);

 private:
  QString m_title;
  QAbstractButton* m_header;
  QWidget* m_body;
  QVBoxLayout* m_rows;
};

}  // namespace nines
