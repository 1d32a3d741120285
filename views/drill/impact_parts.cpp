#include "drill/impact_parts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kInRow = 4;
constexpr int kTile = 50;
constexpr int kGap = 6;
constexpr int kSign = 16;
constexpr double kCount = 16;

int rowsOf(std::size_t tiles) { return (static_cast<int>(tiles) + kInRow - 1) / kInRow; }

}  // namespace

ImpactTiles::ImpactTiles(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Resources"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ImpactTiles::setCounts(std::vector<ImpactCount> counts) {
  if (counts == m_counts) return;
  m_counts = std::move(counts);
  QStringList words;
  for (const ImpactCount& count : m_counts) words << QStringLiteral("%1 %2").arg(count.count).arg(count.word);
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  setFixedHeight(sizeHint().height());
  update();
}

QSize ImpactTiles::sizeHint() const {
  const int rows = std::max(rowsOf(m_counts.size()), 1);
  return {kInRow * 58, rows * kTile + (rows - 1) * kGap};
}

void ImpactTiles::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  // Five tiles stand three and two, not four and one.
  const int rows = rowsOf(m_counts.size());
  const int inRow = rows == 0 ? 1 : (static_cast<int>(m_counts.size()) + rows - 1) / rows;
  const double width = (this->width() - kGap * (inRow - 1.0)) / inRow;
  for (std::size_t i = 0; i < m_counts.size(); ++i) {
    const ImpactCount& count = m_counts[i];
    const int column = static_cast<int>(i) % inRow;
    const int row = static_cast<int>(i) / inRow;
    const QRectF tile(column * (width + kGap) + .5, row * (kTile + kGap) + .5, width - 1, kTile - 1.0);
    painter.setPen(QPen(themeColour(Token::fieldBorder), 1));
    painter.setBrush(themeColour(Token::base));
    painter.drawRoundedRect(tile, metrics::kFieldRadius, metrics::kFieldRadius);
    painter.setPen(themeColour(count.count > 0 ? count.tone : Token::muted));
    painter.setFont(uiFont(kCount, QFont::DemiBold));
    painter.drawText(QRectF(tile.left(), tile.top() + 5, tile.width(), 22), Qt::AlignCenter,
                     QString::number(count.count));
    painter.setPen(themeColour(Token::muted));
    painter.setFont(uiFont(metrics::kAxisText));
    painter.drawText(QRectF(tile.left(), tile.top() + 27, tile.width(), 16), Qt::AlignCenter, count.word);
  }
}

ImpactVerdict::ImpactVerdict(QWidget* parent)
    : QWidget(parent), m_sign(new QLabel(this)), m_title(new QLabel(this)), m_parts(new QVBoxLayout) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  auto* head = new QHBoxLayout;
  head->setSpacing(6);
  m_sign->setFixedSize(kSign, kSign);
  m_title->setFont(uiFont(metrics::kText, QFont::DemiBold));
  m_title->setWordWrap(true);
  head->addWidget(m_sign, 0, Qt::AlignTop);
  head->addWidget(m_title, 1);
  layout->addLayout(head);
  m_parts->setContentsMargins(kSign + 6, 0, 0, 0);
  m_parts->setSpacing(6);
  layout->addLayout(m_parts);
}

QLabel* ImpactVerdict::addText(const QString& text) {
  auto* label = new MutedLabel(text, this);
  label->setWordWrap(true);
  label->setTextFormat(Qt::RichText);
  label->setFont(uiFont(metrics::kSmallText));
  label->setTextInteractionFlags(Qt::TextBrowserInteraction);
  m_parts->addWidget(label);
  label->show();
  return label;
}

void ImpactVerdict::setVerdict(const DrillVerdict& verdict) {
  m_sign->setVisible(verdict.met.has_value());
  if (verdict.met) m_sign->setPixmap(signIcon(*verdict.met ? Sign::ok : Sign::error).pixmap(QSize(kSign, kSign)));
  m_title->setText(verdict.title);
  if (verdict.parts == m_shown) return;
  m_shown = verdict.parts;
  showParts();
}

// Links keep the colour that they were made with.
void ImpactVerdict::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) showParts();
}

void ImpactVerdict::showParts() {
  while (QLayoutItem* item = m_parts->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const auto& part : m_shown) {
    const QString title = part.title.toHtmlEscaped();
    const QString link = QStringLiteral("<a href=\"show\" style=\"text-decoration: none\">%1</a>").arg(title);
    QLabel* label =
        addText(part.text.isEmpty() ? link : QStringLiteral("%1<br>%2").arg(link, part.text.toHtmlEscaped()));
    const std::string id = part.subject.empty() ? part.workload : part.subject;
    connect(label, &QLabel::linkActivated, this, [this, id] { emit chosen(id); });
  }
}

QString ImpactVerdict::text() const {
  QStringList lines{m_title->text()};
  for (const auto& part : m_shown) lines << part.title << part.text;
  return lines.join(QLatin1Char('\n'));
}

}  // namespace nines
