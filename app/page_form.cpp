#include "page_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <algorithm>

#include "form_rows.h"
#include "theme/text.h"

namespace nines {

namespace {

enum Fit { kOnePage, kTiles };
constexpr double kPercent = 100;

struct Key {
  static constexpr auto kPaper = "export/paper";
  static constexpr auto kOrientation = "export/orientation";
  static constexpr auto kTiled = "export/tiled";
  static constexpr auto kScale = "export/tileScale";
  static constexpr auto kMargin = "export/margin";
  static constexpr auto kOverlap = "export/overlap";
  static constexpr auto kMarks = "export/marks";
};

}  // namespace

PageForm::PageForm(QFormLayout* form, QWidget* parent)
    : QObject(parent),
      m_form(form),
      m_paper(new QComboBox(parent)),
      m_orientation(new QComboBox(parent)),
      m_fit(new QComboBox(parent)),
      m_scale(new QDoubleSpinBox(parent)),
      m_margin(new QDoubleSpinBox(parent)),
      m_overlap(new QDoubleSpinBox(parent)),
      m_marks(new QCheckBox(tr("Mar&ks for cutting and joining"), parent)) {
  addFieldRow(form, tr("&Paper"), m_paper);
  addFieldRow(form, tr("&Orientation"), m_orientation);
  addFieldRow(form, tr("Pa&ges"), m_fit);
  addFieldRow(form, tr("&Tile scale"), m_scale);
  addFieldRow(form, tr("&Margins"), m_margin);
  addFieldRow(form, tr("O&verlap"), m_overlap);
  form->addRow(QString(), m_marks);
  fill();
  for (QComboBox* combo : {m_paper, m_orientation, m_fit}) {
    connect(combo, &QComboBox::currentIndexChanged, this, [this] {
      showFields(m_shown);
      emit changed();
    });
  }
  for (QDoubleSpinBox* box : {m_scale, m_margin, m_overlap})
    connect(box, &QDoubleSpinBox::valueChanged, this, &PageForm::changed);
  connect(m_marks, &QCheckBox::toggled, this, &PageForm::changed);
}

void PageForm::fill() {
  for (const PaperRow& row : nines::papers()) m_paper->addItem(toQString(row.name), toQString(row.id));
  m_orientation->addItem(tr("Whichever fits better"), static_cast<int>(Orientation::automatic));
  m_orientation->addItem(tr("Portrait"), static_cast<int>(Orientation::portrait));
  m_orientation->addItem(tr("Landscape"), static_cast<int>(Orientation::landscape));
  m_fit->addItem(tr("All on one page"));
  m_fit->addItem(tr("Tiles to put together"));
  m_scale->setRange(kMinTileScale * kPercent, kMaxTileScale * kPercent);
  m_scale->setDecimals(0);
  m_scale->setSingleStep(10);
  m_scale->setSuffix(QStringLiteral(" %"));
  m_margin->setRange(0, kMaxMargin);
  m_overlap->setRange(0, kMaxOverlap);
  for (QDoubleSpinBox* box : {m_margin, m_overlap}) {
    box->setDecimals(0);
    box->setSuffix(tr(" mm"));
  }
  const PageSetup fallback;
  m_paper->setCurrentIndex(std::max(0, m_paper->findData(recalled(Key::kPaper, QStringLiteral("drawing")).toString())));
  m_orientation->setCurrentIndex(std::max(0, m_orientation->findData(recalled(Key::kOrientation, 0).toInt())));
  m_fit->setCurrentIndex(recalled(Key::kTiled, false).toBool() ? kTiles : kOnePage);
  m_scale->setValue(recalled(Key::kScale, kPercent).toDouble());
  m_margin->setValue(recalled(Key::kMargin, fallback.margins.left).toDouble());
  m_overlap->setValue(recalled(Key::kOverlap, fallback.overlap).toDouble());
  m_marks->setChecked(recalled(Key::kMarks, true).toBool());
}

void PageForm::remember() const {
  keep(Key::kPaper, m_paper->currentData());
  keep(Key::kOrientation, m_orientation->currentData());
  keep(Key::kTiled, m_fit->currentIndex() == kTiles);
  keep(Key::kScale, m_scale->value());
  keep(Key::kMargin, m_margin->value());
  keep(Key::kOverlap, m_overlap->value());
  keep(Key::kMarks, m_marks->isChecked());
}

PageSetup PageForm::setup() const {
  PageSetup setup;
  if (const PaperRow* row = paperNamed(m_paper->currentData().toString().toStdString())) setup.paper = row->paper;
  setup.orientation = static_cast<Orientation>(m_orientation->currentData().toInt());
  setup.margins = {m_margin->value(), m_margin->value(), m_margin->value(), m_margin->value()};
  if (setup.paper != Paper::drawing && m_fit->currentIndex() == kTiles) setup.tileScale = m_scale->value() / kPercent;
  setup.overlap = m_overlap->value();
  setup.marks = m_marks->isChecked();
  return setup;
}

void PageForm::showFields(bool shown) {
  m_shown = shown;
  const bool paper = shown && m_paper->currentIndex() > 0;
  const bool tiles = paper && m_fit->currentIndex() == kTiles;
  m_form->setRowVisible(m_paper, shown);
  m_form->setRowVisible(m_orientation, paper);
  m_form->setRowVisible(m_fit, paper);
  m_form->setRowVisible(m_scale, tiles);
  m_form->setRowVisible(m_margin, shown);
  m_form->setRowVisible(m_overlap, tiles);
  m_form->setRowVisible(m_marks, tiles);
}

}  // namespace nines
