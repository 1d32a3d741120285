// Answers as lines: name, answer, and below it where it comes from.
#pragma once

#include <QWidget>
#include <vector>

#include "copying/text_table.h"
#include "transfer/transfer_text.h"

class QGridLayout;
class QLabel;

namespace nines {

class AnswerList final : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerList(QWidget* parent);

  void show(const std::vector<TransferAnswer>& answers);
  // "Over the line: 11 d 13 h", as shown; for those who hear it.
  QStringList texts() const;
  // The same to be copied, with where it comes from.
  TextTable table() const;

 private:
  struct Line {
    QLabel* name;
    QLabel* answer;
    QLabel* detail;
  };
  Line addLine();

  QGridLayout* m_grid;
  std::vector<Line> m_lines;
  QStringList m_texts;
  std::vector<TransferAnswer> m_answers;
};

}  // namespace nines
