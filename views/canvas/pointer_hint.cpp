#include "canvas/pointer_hint.h"

#include <QPainter>
#include <algorithm>

#include "painting/painter_backend.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kWidest = 320;
constexpr int kPaddingX = 9;
constexpr int kPaddingY = 6;
constexpr int kSign = 14;
constexpr int kSignGap = 6;
constexpr int kRowGap = 4;
constexpr double kRadius = 5;
constexpr QPoint kOffset{14, 18};  // clear of the pointer's own picture
constexpr int kGapBelow = 8;
constexpr int kLowest = 76;  // below the pointer, however large the thing that is dragged

QFont fontOf(const HintLine& line) {
  return uiFont(metrics::kSmallText, line.strong ? QFont::DemiBold : QFont::Normal);
}

bool hasSign(const HintLine& line) { return line.sign || !line.icon.isEmpty(); }

}  // namespace

PointerHint::PointerHint(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("pointerHint"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  hide();
}

QStringList PointerHint::texts() const {
  QStringList out;
  for (const HintLine& line : m_lines) out << line.text;
  return out;
}

void PointerHint::show(std::vector<HintLine> lines, QPoint at, const QRect& clear) {
  if (lines.empty()) {
    m_lines.clear();
    hide();
    return;
  }
  if (lines != m_lines) {
    m_lines = std::move(lines);
    measure();
    setAccessibleName(texts().join(QStringLiteral(". ")));
    update();
  }
  place(at, clear);
  setVisible(true);
  raise();
}

void PointerHint::measure() {
  m_rows.clear();
  const bool signs = std::any_of(m_lines.begin(), m_lines.end(), hasSign);
  const int left = kPaddingX + (signs ? kSign + kSignGap : 0);
  int y = kPaddingY;
  int widest = 0;
  for (const HintLine& line : m_lines) {
    const QRect room(0, 0, kWidest - left - kPaddingX, 1000);
    const QRect text = QFontMetrics(fontOf(line)).boundingRect(room, Qt::TextWordWrap | Qt::AlignLeft, line.text);
    // One pixel more than it measures: drawing rounds the other way here and there.
    m_rows.emplace_back(left, y, text.width() + 1, std::max(text.height(), kSign));
    widest = std::max(widest, m_rows.back().width());
    y += m_rows.back().height() + kRowGap;
  }
  resize(left + widest + kPaddingX, y - kRowGap + kPaddingY);
}

void PointerHint::place(QPoint at, const QRect& clear) {
  const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
  const int below = std::clamp(clear.bottom() + kGapBelow, at.y() + kOffset.y(), at.y() + kLowest);
  QRect rect(QPoint(at.x() + kOffset.x(), below), size());
  // What is dragged can come to stand elsewhere than below the pointer.
  const bool hides = rect.intersects(clear) && !clear.contains(at) && clear.height() <= kLowest;
  if (rect.bottom() > room.bottom() || hides) {
    const int above =
        hides ? at.y() - kOffset.y() : std::clamp(clear.top() - kGapBelow, at.y() - kLowest, at.y() - kOffset.y());
    rect.moveBottom(above);
  }
  if (rect.right() > room.right()) rect.moveRight(room.right());
  rect.moveLeft(std::max(rect.left(), room.left()));
  rect.moveTop(std::max(rect.top(), room.top()));
  move(rect.topLeft());
}

void PointerHint::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(themeColour(Token::fieldBorder), 1));
  painter.setBrush(themeColour(Token::base));
  painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), kRadius, kRadius);
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const HintLine& line = m_lines[i];
    const QRect& row = m_rows[i];
    const QFont font = fontOf(line);
    const int firstLine = QFontMetrics(font).height();
    const QPoint sign(kPaddingX, row.top() + (firstLine - kSign) / 2);
    if (line.sign) paintSign(painter, QRectF(sign, QSize(kSign, kSign)), *line.sign);
    else if (!line.icon.isEmpty()) {
      painter.drawPixmap(sign, iconPixmap(line.icon, {kSign, kSign}, themeColour(line.tone), devicePixelRatioF()));
    }
    painter.setFont(font);
    painter.setPen(themeColour(line.strong || line.sign ? Token::text : Token::muted));
    painter.drawText(row, Qt::TextWordWrap | Qt::AlignLeft, line.text);
  }
}

}  // namespace nines
