#include "inspector/name_chips.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPainter>
#include <algorithm>

#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/small_button.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr qsizetype kMost = 8;
constexpr int kPadding = 7;
constexpr int kGap = 4;

class ChipButton final : public QAbstractButton {
 public:
  ChipButton(const QString& name, QWidget* parent) : QAbstractButton(parent) {
    setText(name);
    setAccessibleName(name);
    setFont(uiFont(metrics::kSmallText));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
  }

  QSize sizeHint() const override {
    // One pixel more than it measures, which is rounded: else its last letters would make way for an ellipsis.
    return {fontMetrics().horizontalAdvance(text()) + 1 + 2 * kPadding, metrics::kSmallButton};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width() - 2 * kPadding);
    paintSmallButton(painter, smallButtonRect(rect(), width(), 0), shown, underMouse() || hasFocus(), isEnabled());
  }
};

}  // namespace

NameChips::NameChips(QWidget* parent) : QWidget(parent), m_more(new MutedLabel(QString(), this)) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  m_more->hide();
}

void NameChips::setNames(const QStringList& names) {
  if (names == m_names) return;
  m_names = names;
  const auto shown = std::min(names.size(), kMost);
  while (static_cast<qsizetype>(m_chips.size()) > shown) {
    m_chips.back()->deleteLater();
    m_chips.back()->hide();
    m_chips.pop_back();
  }
  for (qsizetype i = 0; i < shown; ++i) {
    if (i < static_cast<qsizetype>(m_chips.size())) {
      QAbstractButton* chip = m_chips[static_cast<std::size_t>(i)];
      chip->setText(names[i]);
      chip->setAccessibleName(names[i]);
      continue;
    }
    auto* chip = new ChipButton(names[i], this);
    connect(chip, &QAbstractButton::clicked, this, [this, i] { emit chosen(static_cast<int>(i)); });
    chip->show();
    m_chips.push_back(chip);
  }
  m_more->setVisible(names.size() > shown);
  m_more->setText(tr("and %1 more").arg(names.size() - shown));
  m_more->adjustSize();
  updateGeometry();
  arrange(width(), true);
}

int NameChips::arrange(int width, bool place) const {
  const int inset = (metrics::kField - metrics::kSmallButton) / 2;
  int x = 0;
  int y = inset;
  const auto put = [&](QWidget* widget, int wanted) {
    const int w = std::min(wanted, std::max(width, 1));
    if (x > 0 && x + w > width) {
      x = 0;
      y += metrics::kSmallButton + kGap;
    }
    if (place) widget->setGeometry(x, y, w, metrics::kSmallButton);
    x += w + kGap;
  };
  for (QAbstractButton* chip : m_chips) {
    put(chip, chip->sizeHint().width());
    if (place) chip->setToolTip(chip->width() < chip->sizeHint().width() ? chip->text() : QString());
  }
  if (!m_more->isHidden()) put(m_more, m_more->sizeHint().width());
  return y + metrics::kSmallButton + inset;
}

int NameChips::heightForWidth(int width) const { return arrange(width, false); }

QSize NameChips::sizeHint() const { return {120, heightForWidth(std::max(width(), 120))}; }

QSize NameChips::minimumSizeHint() const { return {40, metrics::kField}; }

void NameChips::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange(width(), true);
}

}  // namespace nines
