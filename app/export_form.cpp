#include "export_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <algorithm>

#include "findings/finding_rows.h"
#include "form_rows.h"
#include "formats/tables.h"
#include "page_form.h"
#include "painting/png.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kCssDpi = 96;
constexpr double kCmPerInch = 2.54;
constexpr int kMostDpi = 1200;

struct Key {
  static constexpr auto kFormat = "export/format";
  static constexpr auto kTheme = "export/theme";
  static constexpr auto kTransparent = "export/transparent";
  static constexpr auto kLegend = "export/legend";
  static constexpr auto kScale = "export/scale";
  static constexpr auto kDpi = "export/dpi";
  static constexpr auto kTable = "export/table";
  static constexpr auto kDesign = "export/design";
};

void choose(QComboBox* combo, const QString& data) { combo->setCurrentIndex(std::max(0, combo->findData(data))); }

// "resources" as a line begins: "Resources".
QString tableTitle(std::string_view name) {
  QString title = toQString(name);
  if (!title.isEmpty()) title[0] = title.at(0).toUpper();
  return title;
}

}  // namespace

ExportForm::ExportForm(const Design& design, std::vector<NodeId> selected, ExportMoment moment, QWidget* parent)
    : QWidget(parent), m_selected(std::move(selected)), m_moment(std::move(moment)), m_layout(new QFormLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setVerticalSpacing(8);
  m_layout->setHorizontalSpacing(8);
  m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  addFormats();
  addParts(design);
  addMoments();
  addLook();
  addSize();
  m_page = new PageForm(m_layout, this);
  m_pages = addNote();
  addTables();
  m_ordinary = addNote();
  m_ordinary->setText(tr("As on ordinary days: the drill is in pictures only."));
  m_withDesign = new QCheckBox(tr("Carry the &design inside, so that Nines can open it"), this);
  m_withDesign->setToolTip(tr("Nines can open the file again as the design that it shows"));
  m_layout->addRow(m_withDesign);
  recall();
  for (QComboBox* combo : {m_format, m_part, m_shows, m_theme, m_table})
    connect(combo, &QComboBox::currentIndexChanged, this, &ExportForm::follow);
  for (QCheckBox* box : {m_transparent, m_legend, m_withDesign})
    connect(box, &QCheckBox::toggled, this, &ExportForm::follow);
  connect(m_scale, &QDoubleSpinBox::valueChanged, this, &ExportForm::follow);
  connect(m_dpi, &QSpinBox::valueChanged, this, &ExportForm::follow);
  connect(m_page, &PageForm::changed, this, &ExportForm::follow);
  follow();
}

QComboBox* ExportForm::addCombo(const QString& label) {
  auto* combo = new QComboBox(this);
  combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  addFieldRow(m_layout, label, combo);
  return combo;
}

void ExportForm::addFormats() {
  m_format = addCombo(tr("&Format"));
  for (const ExportFormatRow& row : exportFormats())
    m_format->addItem(tr("%1 (.%2)").arg(toQString(row.name), toQString(row.ending)), toQString(row.ending));
}

void ExportForm::addParts(const Design& design) {
  m_part = addCombo(tr("&What"));
  m_part->addItem(tr("Whole design"));
  if (m_selected.empty()) return;
  const NodeIndex only = m_selected.size() == 1 ? design.indexOf(m_selected.front()) : kNone;
  const bool container = only != kNone && design.kind(only) && design.kind(only)->isContainer();
  const QString names = resourceNames(design, m_selected);
  // A list box cuts what is too long without a sign.
  constexpr int longest = 110;  // px
  const QString shown = m_part->fontMetrics().elidedText(names, Qt::ElideRight, longest);
  m_part->addItem(container ? tr("%1 with all in it").arg(shown) : tr("Selection: %1").arg(shown));
  m_part->setItemData(1, names, Qt::ToolTipRole);
  m_part->setCurrentIndex(1);  // what somebody selects is what they speak of
}

// What is seen is what is exported, unless somebody wants it otherwise.
void ExportForm::addMoments() {
  m_shows = addCombo(tr("Mome&nt"));
  m_shows->addItem(m_moment.name);
  m_shows->addItem(tr("Ordinary days, without the drill"));
}

void ExportForm::addLook() {
  m_theme = addCombo(tr("&Theme"));
  m_theme->addItem(tr("Light"), QStringLiteral("light"));
  m_theme->addItem(tr("Dark"), QStringLiteral("dark"));
  m_transparent = new QCheckBox(tr("T&ransparent background"), this);
  m_layout->addRow(QString(), m_transparent);
  m_legend = new QCheckBox(tr("&Legend"), this);
  m_legend->setToolTip(tr("Beside the drawing, what its lines mean"));
  m_layout->addRow(QString(), m_legend);
}

void ExportForm::addSize() {
  m_scale = new QDoubleSpinBox(this);
  m_scale->setRange(.1, 20);
  m_scale->setSingleStep(.5);
  m_scale->setDecimals(2);
  m_scale->setSuffix(QStringLiteral(" ×"));
  m_scale->setToolTip(tr("Pixels for each one on the canvas at 100 %"));
  addFieldRow(m_layout, tr("&Scale"), m_scale);
  m_dpi = new QSpinBox(this);
  m_dpi->setRange(0, kMostDpi);
  m_dpi->setSuffix(tr(" dpi"));
  m_dpi->setToolTip(tr("How large other programs show and print it; the pixels stay the same"));
  addFieldRow(m_layout, tr("&Resolution"), m_dpi);
  m_size = addNote();
}

QLabel* ExportForm::addNote() {
  auto* note = new MutedLabel(this);
  note->setFont(uiFont(metrics::kSmallText));
  note->setWordWrap(true);
  m_layout->addRow(QString(), note);
  return note;
}

void ExportForm::addTables() {
  m_table = addCombo(tr("T&able"));
  for (const NamedTable& table : namedTables()) m_table->addItem(tableTitle(table.name), toQString(table.name));
}

void ExportForm::recall() {
  choose(m_format, recalled(Key::kFormat, QStringLiteral("svg")).toString());
  choose(m_theme, recalled(Key::kTheme, QStringLiteral("light")).toString());
  choose(m_table, recalled(Key::kTable, QStringLiteral("resources")).toString());
  m_transparent->setChecked(recalled(Key::kTransparent, false).toBool());
  m_legend->setChecked(recalled(Key::kLegend, false).toBool());
  m_withDesign->setChecked(recalled(Key::kDesign, true).toBool());
  m_scale->setValue(recalled(Key::kScale, 2).toDouble());
  m_dpi->setValue(recalled(Key::kDpi, 0).toInt());
}

void ExportForm::remember() const {
  keep(Key::kFormat, m_format->currentData());
  keep(Key::kTheme, m_theme->currentData());
  keep(Key::kTable, m_table->currentData());
  keep(Key::kTransparent, m_transparent->isChecked());
  keep(Key::kLegend, m_legend->isChecked());
  keep(Key::kDesign, m_withDesign->isChecked());
  keep(Key::kScale, m_scale->value());
  keep(Key::kDpi, m_dpi->value());
  m_page->remember();
}

ExportFormat ExportForm::format() const {
  return exportFormats()[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))].format;
}

ExportRequest ExportForm::request() const {
  ExportRequest request;
  request.format = format();
  request.theme = m_theme->currentData() == QLatin1String("dark") ? &darkTheme() : &lightTheme();
  request.background = !(takes(request.format, ExportOption::transparency) && m_transparent->isChecked());
  request.legend = takes(request.format, ExportOption::legend) && m_legend->isChecked();
  request.scale = m_scale->value();
  request.dpi = m_dpi->value();
  if (m_part->currentIndex() == 1 && takes(request.format, ExportOption::part)) request.only = m_selected;
  if (m_shows->currentIndex() == 0) request.drill = m_moment.picture;
  request.withDesign = m_withDesign->isChecked();
  request.page = m_page->setup();
  request.table = m_table->currentData().toString().toStdString();
  return request;
}

void ExportForm::follow() {
  const auto uses = [this](ExportOption option) { return takes(format(), option); };
  m_layout->setRowVisible(m_part, uses(ExportOption::part) && m_part->count() > 1);
  const bool pictured = uses(ExportOption::theme);
  m_layout->setRowVisible(m_shows, m_moment.picture && pictured);
  m_layout->setRowVisible(m_ordinary, m_moment.picture && !pictured);
  m_layout->setRowVisible(m_theme, uses(ExportOption::theme));
  m_layout->setRowVisible(m_transparent, uses(ExportOption::transparency));
  m_layout->setRowVisible(m_legend, uses(ExportOption::legend));
  m_layout->setRowVisible(m_scale, uses(ExportOption::scale));
  m_layout->setRowVisible(m_dpi, uses(ExportOption::dpi));
  m_layout->setRowVisible(m_size, uses(ExportOption::scale));
  m_page->showFields(uses(ExportOption::page));
  m_layout->setRowVisible(m_pages, uses(ExportOption::page));
  m_layout->setRowVisible(m_table, uses(ExportOption::table));
  m_layout->setRowVisible(m_withDesign, uses(ExportOption::design));
  m_dpi->setSpecialValueText(tr("As the scale: %1 dpi").arg(qRound(m_scale->value() * kCssDpi)));
  saySize();
  emit changed();
}

void ExportForm::setDrawing(std::optional<Rect> bounds) {
  if (bounds == m_drawing) return;
  m_drawing = bounds;
  saySize();
  emit sized();
}

void ExportForm::saySize() {
  m_problem.clear();
  m_size->clear();
  m_pages->clear();
  if (!m_drawing) return;
  if (takes(format(), ExportOption::scale)) sayPixels(*m_drawing);
  if (takes(format(), ExportOption::page)) sayPages(*m_drawing);
}

void ExportForm::sayPixels(const Rect& drawing) {
  const QSizeF pixels = pngSize(drawing, m_scale->value());
  m_problem = pngProblem(drawing, m_scale->value());
  const double dpi = m_dpi->value() > 0 ? m_dpi->value() : m_scale->value() * kCssDpi;
  const auto cm = [&](double px) { return locale().toString(px / dpi * kCmPerInch, 'f', 1); };
  m_size->setText(!m_problem.isEmpty()
                      ? m_problem
                      : tr("%1 × %2 px\n%3 × %4 cm in print")
                            .arg(locale().toString(pixels.width(), 'f', 0), locale().toString(pixels.height(), 'f', 0),
                                 cm(pixels.width()), cm(pixels.height())));
}

void ExportForm::sayPages(const Rect& drawing) {
  const auto plan = planPages(m_page->setup(), drawing);
  if (!plan) {
    m_problem = toQString(plan.error().reason);
    m_problem[0] = m_problem.at(0).toUpper();
    return m_pages->setText(m_problem);
  }
  const auto cm = [&](double mm) { return locale().toString(mm / 10, 'f', 1); };
  const QString size = tr("%1 × %2 cm").arg(cm(plan->width), cm(plan->height));
  m_pages->setText(plan->pages() == 1 ? tr("1 page, %1").arg(size)
                                      : tr("%1 pages, %2 each\n%3 side by side, %4 below each other")
                                            .arg(locale().toString(plan->pages()), size)
                                            .arg(plan->columns)
                                            .arg(plan->rows));
}

}  // namespace nines
