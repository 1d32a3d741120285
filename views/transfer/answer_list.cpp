#include "transfer/answer_list.h"

#include <QGridLayout>
#include <QLabel>

#include "copying/table_copy.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/theme_style.h"

namespace nines {

namespace {
constexpr int kNames = 96;
constexpr int kAfter = 5;
}  // namespace

AnswerList::AnswerList(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(8);
  m_grid->setVerticalSpacing(1);
  m_grid->setColumnMinimumWidth(0, kNames);
  m_grid->setColumnStretch(1, 1);
  new TableCopy(this, [this] { return table(); });
}

AnswerList::Line AnswerList::addLine() {
  Line line{new MutedLabel(this), new QLabel(this), new MutedLabel(this)};
  line.name->setFont(uiFont(metrics::kText));
  line.name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  line.answer->setFont(uiFont(metrics::kText, QFont::DemiBold));
  line.detail->setFont(uiFont(metrics::kHeaderText));
  line.detail->setContentsMargins(0, 0, 0, kAfter);
  line.answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
  const int row = 2 * static_cast<int>(m_lines.size());
  m_grid->addWidget(line.name, row, 0);
  m_grid->addWidget(line.answer, row, 1);
  m_grid->addWidget(line.detail, row + 1, 1);
  for (QLabel* label : {line.name, line.answer, line.detail}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(label != line.name);
  }
  return line;
}

void AnswerList::show(const std::vector<TransferAnswer>& answers) {
  m_texts.clear();
  m_answers = answers;
  while (m_lines.size() < answers.size()) m_lines.push_back(addLine());
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const bool used = i < answers.size();
    const TransferAnswer answer = used ? answers[i] : TransferAnswer();
    m_lines[i].name->setText(answer.name);
    m_lines[i].answer->setText(answer.answer);
    m_lines[i].detail->setText(answer.detail);
    m_lines[i].name->setVisible(used);
    m_lines[i].answer->setVisible(used);
    m_lines[i].detail->setVisible(used && !answer.detail.isEmpty());
    if (used) m_texts << answer.name + QStringLiteral(": ") + answer.answer;
  }
  setAccessibleDescription(m_texts.join(QStringLiteral("; ")));
}

QStringList AnswerList::texts() const { return m_texts; }

TextTable AnswerList::table() const {
  TextTable table;
  table.titles = QStringList{tr("Question"), tr("Answer"), tr("Source")};
  for (const TransferAnswer& answer : m_answers) table.rows << QStringList{answer.name, answer.answer, answer.detail};
  return table;
}

}  // namespace nines
