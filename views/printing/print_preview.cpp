#include "printing/print_preview.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QScreen>
#include <QToolBar>
#include <QtPrintSupport/QPrintPreviewWidget>

namespace nines {

namespace {
constexpr int kGap = 8;
constexpr QSize kRoom(1000, 760);
constexpr QSize kFrame(16, 48);  // what a window manager puts around it
}  // namespace

PrintPreview::PrintPreview(QPrinter* printer, PrintJob* job, QWidget* parent)
    : QPrintPreviewDialog(printer, parent), m_printer(printer), m_job(job) {
  setObjectName(QStringLiteral("printPreview"));
  setWindowTitle(tr("Print preview"));
  QWidget* choices = makeChoices();
  if (auto* column = qobject_cast<QBoxLayout*>(layout())) column->insertWidget(0, choices);
  // It stays where it is, so it needs nothing to be dragged by.
  for (QToolBar* bar : findChildren<QToolBar*>()) bar->setMovable(false);
  connect(this, &QPrintPreviewDialog::paintRequested, this, &PrintPreview::paintPages);
  resize(kRoom.boundedTo(screen()->availableSize() - kFrame));
}

QWidget* PrintPreview::makeChoices() {
  auto* row = new QWidget(this);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(kGap, kGap, kGap, kGap);
  line->setSpacing(kGap);
  const auto add = [&](const QString& text, QWidget* field) {
    auto* label = new QLabel(text, row);
    label->setBuddy(field);
    line->addWidget(label);
    line->addWidget(field);
    line->addSpacing(kGap);
  };
  m_layout = new QComboBox(row);
  m_layout->setObjectName(QStringLiteral("printLayout"));
  m_layout->addItems({tr("All on one page"), tr("Tiles to put together")});
  m_layout->setCurrentIndex(m_job->pages().tileScale > 0 ? 1 : 0);
  add(tr("Pa&ges:"), m_layout);
  m_scale = new QDoubleSpinBox(row);
  m_scale->setObjectName(QStringLiteral("printScale"));
  m_scale->setRange(kMinTileScale * 100, kMaxTileScale * 100);
  m_scale->setDecimals(0);
  m_scale->setSingleStep(25);
  m_scale->setSuffix(tr(" %"));
  m_scale->setValue(m_job->pages().tileScale > 0 ? m_job->pages().tileScale * 100 : 100);
  m_scale->setKeyboardTracking(false);
  m_scale->setToolTip(tr("Size of the drawing on tiles; at 100 % an inch holds 96 pixels"));
  add(tr("&Tile scale:"), m_scale);
  m_colours = new QComboBox(row);
  m_colours->setObjectName(QStringLiteral("printColours"));
  m_colours->addItems({tr("Light, on paper"), tr("As on the screen")});
  m_colours->setCurrentIndex(m_job->savesInk() ? 0 : 1);
  m_colours->setToolTip(tr("Light colours on bare paper save ink"));
  add(tr("&Colours:"), m_colours);
  m_legend = new QCheckBox(tr("&Legend"), row);
  m_legend->setObjectName(QStringLiteral("printLegend"));
  m_legend->setChecked(m_job->hasLegend());
  m_legend->setToolTip(tr("Beside the drawing, what its lines mean"));
  line->addWidget(m_legend);
  line->addStretch(1);
  m_pages = new QLabel(row);
  m_pages->setObjectName(QStringLiteral("printPages"));
  line->addWidget(m_pages);
  m_scale->setEnabled(m_layout->currentIndex() == 1);
  connect(m_layout, &QComboBox::currentIndexChanged, this, &PrintPreview::choose);
  connect(m_scale, &QDoubleSpinBox::valueChanged, this, &PrintPreview::choose);
  connect(m_colours, &QComboBox::currentIndexChanged, this, &PrintPreview::choose);
  connect(m_legend, &QCheckBox::toggled, this, &PrintPreview::choose);
  return row;
}

void PrintPreview::choose() {
  const bool tiles = m_layout->currentIndex() == 1;
  PageSetup setup = m_job->pages();
  setup.tileScale = tiles ? m_scale->value() / 100 : 0;
  m_job->setPages(setup);
  m_job->setSavesInk(m_colours->currentIndex() == 0);
  m_job->setHasLegend(m_legend->isChecked());
  m_scale->setEnabled(tiles);
  if (auto* pages = findChild<QPrintPreviewWidget*>()) pages->updatePreview();
}

void PrintPreview::paintPages(QPrinter* printer) {
  const auto plan = m_job->plan(*printer);
  const int pages = plan ? plan->pages() : 0;
  m_pages->setText(!plan ? tr("Too many pages") : pages == 1 ? tr("1 page") : tr("%1 pages").arg(pages));
  m_outcome = m_job->print(*printer);
}

}  // namespace nines
