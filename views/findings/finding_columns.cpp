#include "findings/finding_columns.h"

#include <QAbstractItemModel>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace nines {

namespace {

using Model = FindingsModel;

constexpr int kSeverityColumn = 28;
constexpr int kLeastRule = 72;
constexpr int kMostRule = 164;
constexpr int kLeastResource = 72;
constexpr int kGoodResource = 120;  // what long names get at the cost of messages ...
constexpr int kMostResource = 240;  // ... and where there is room to spare
constexpr int kGoodMessage = 270;
constexpr int kLeastMessage = 100;
constexpr int kGoodRule = 96;        // what rules keep for good messages
constexpr int kNarrowMessage = 160;  // in a very narrow dock rules and resources give way to it
constexpr int kCellPadding = 18;     // both sides, and some air
constexpr int kMostMeasured = 200;

constexpr int widthOf(FindingColumns::Button button) { return button.width + button.after; }

// What the widest text of a column needs, whole, or else broken wherever it may be.
int widthFor(const QAbstractItemModel& rows, const QFontMetrics& font, int column, bool whole) {
  static const QRegularExpression breaks(QStringLiteral("(?<=[-\\s])"));
  QSet<QString> texts;
  qsizetype longest = 0;
  for (int row = 0; row < rows.rowCount(); ++row) {
    const QString text = rows.index(row, column).data().toString();
    for (const QString& part : whole ? QStringList{text} : text.split(breaks)) {
      longest = std::max(longest, part.size());
      texts.insert(part);
    }
  }
  int width = 0;
  int measured = 0;
  for (const QString& text : texts) {
    // Measuring is slow, and a text of half the letters is hardly the widest.
    if (2 * text.size() < longest) continue;
    width = std::max(width, font.horizontalAdvance(text));
    if (++measured == kMostMeasured) break;
  }
  return width + kCellPadding;
}

}  // namespace

void FindingColumns::measure(const QAbstractItemModel& rows, const QFontMetrics& font) {
  m_rule = std::clamp(widthFor(rows, font, Model::kRule, true), kLeastRule, kMostRule);
  m_rulePart = std::min(widthFor(rows, font, Model::kRule, false), m_rule);
  m_message = widthFor(rows, font, Model::kMessage, true);
  m_resource = std::clamp(widthFor(rows, font, Model::kResource, true), kLeastResource, kMostResource);
  m_resourcePart = std::min({widthFor(rows, font, Model::kResource, false), m_resource, kGoodResource});
}

std::array<int, FindingsModel::kColumns> FindingColumns::fit(int width) const {
  int rule = std::max(m_rule, kLeastRule);
  const int wanted = std::max(m_resource, kLeastResource);
  int resource = std::min(wanted, kGoodResource);
  const int room = std::max(width - kSeverityColumn - widthOf(kFixButton) - widthOf(kWaiveButton), 0);
  const int good = std::clamp(m_message, kLeastMessage, kGoodMessage);
  const auto give = [&](int& column, int least) {
    const int lack = good - (room - rule - resource);
    if (lack > 0) column = std::max(column - lack, std::min(column, least));
  };
  if (room - rule - resource >= good) {
    resource = std::clamp(room - rule - m_message, resource, wanted);
  } else {
    // They break at hyphens and blanks, so no name is cut as long as its parts are whole.
    give(resource, std::max(kLeastResource, m_resourcePart));
    give(rule, std::max(kGoodRule, m_rulePart));
    if (room - rule - resource < kNarrowMessage) {
      rule = std::min(rule, room / 4);
      resource = std::min(resource, room / 4);
    }
  }
  return {kSeverityColumn, rule, room - rule - resource, resource, widthOf(kFixButton), widthOf(kWaiveButton)};
}

}  // namespace nines
