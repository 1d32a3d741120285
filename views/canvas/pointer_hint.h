// A few lines beside the pointer while something is dragged: where it goes, why it may not, what it would raise. Unlike
// a tool tip it stays as long as it is true, and shows the signs of findings.
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

#include "drawing/theme.h"
#include "theme/themed_icon.h"

namespace nines {

struct HintLine {
  QString text;
  std::optional<Sign> sign = {};
  QString icon = {};  // where there is no sign
  Token tone = Token::muted;
  bool strong = false;
  bool operator==(const HintLine&) const = default;
};

class PointerHint final : public QWidget {
  Q_OBJECT

 public:
  explicit PointerHint(QWidget* parent);

  // Near `at` (in the parent), below `clear` and inside the parent; no lines hide it.
  void show(std::vector<HintLine> lines, QPoint at, const QRect& clear);
  void clear() { show({}, {}, {}); }
  const std::vector<HintLine>& lines() const { return m_lines; }
  // What it says now; empty while hidden.
  QStringList texts() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void measure();
  void place(QPoint at, const QRect& clear);

  std::vector<HintLine> m_lines;
  std::vector<QRect> m_rows;  // of the texts
};

}  // namespace nines
