#include "assumptions/assumptions_model.h"

#include <QFont>
#include <QLocale>
#include <algorithm>

#include "availability/derived_figures.h"
#include "catalogue/assumptions.h"
#include "charts/figures.h"
#include "inspector/quantity.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

// Beyond the range there is nothing that could be computed.
QString problemOf(const PropertySchema& schema, double value) {
  const auto& steps = schema.steps;
  if (!steps.empty() && std::find(steps.begin(), steps.end(), value) == steps.end())
    return rangeText(schema, QLocale());
  return adviceFor(schema, value, QLocale());
}

// Shares stand here as percentages, so "0.2" is 0.2 %; "5e-5" is nobody's percentage.
QString withUnit(const PropertySchema& schema, const QString& typed) {
  const bool bare = isFraction(schema) && !typed.contains(QLatin1Char('%')) && !typed.contains(QLatin1Char('e'));
  return bare ? typed + QLatin1Char('%') : typed;
}

}  // namespace

AssumptionsModel::AssumptionsModel(Document* document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document), m_rows(readRows()) {}

std::vector<AssumptionsModel::Row> AssumptionsModel::readRows() const {
  const auto design = m_document->design();
  std::vector<Row> rows;
  rows.reserve(assumptionSchemas().size() * 2);
  for (const PropertySchema& schema : assumptionSchemas()) {
    const QString section = toQString(schema.section);
    if (rows.empty() || rows.back().section != section) rows.emplace_back().section = section;
    Row& row = rows.emplace_back();
    row.schema = &schema;
    row.section = section;
    row.name = toQString(schema.label);
    row.help = QStringLiteral("%1\n%2").arg(toQString(schema.help), rangeText(schema, QLocale()));
    if (!design) continue;
    if (const Fact* fact = profileFigure(design->profile(), schema.key)) {
      row.fallback = fact->value.asNumber();
      const Source& source = fact->source;
      row.source = QStringLiteral("%1, %2").arg(toQString(source.date), toQString(source.text));
    }
    row.value = row.fallback;
    const auto& own = design->topology().assumptions;
    if (const auto at = own.find(schema.key); at != own.end()) {
      if (const auto number = at->second.asNumber()) row.value = number;
      row.changed = row.value != row.fallback;
    }
  }
  addDerived(rows);
  return rows;
}

void AssumptionsModel::addDerived(std::vector<Row>& rows) const {
  const auto design = m_document->design();
  const Profile& profile = design ? design->profile() : Profiles::shipped().all().front();
  rows.emplace_back().section = tr("Derived from SLAs: share of time");
  const QString section = rows.back().section;
  for (const DerivedFigure& figure : derivedFigures(Catalogue::shipped(), profile)) {
    Row& row = rows.emplace_back();
    row.section = section;
    row.name = toQString(figure.label);
    row.value = row.fallback = figure.unavailability;
    row.source =
        tr("%1, SLA %2: %3").arg(toQString(figure.source.date), percentText(figure.sla), toQString(figure.source.text));
    row.help = tr("Worked out so that the configuration, standing alone in its reference placement, comes out at its "
                  "SLA of %1.\nIt follows from the profile; a change of an assumption does not move it.")
                   .arg(percentText(figure.sla));
  }
}

QStringList AssumptionsModel::strangeKeys() const {
  QStringList out;
  const auto design = m_document->design();
  if (!design) return out;
  for (const std::string& key : strangeAssumptions(design->topology().assumptions)) out << toQString(key);
  return out;
}

void AssumptionsModel::update() {
  std::vector<Row> rows = readRows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == m_rows[i]) continue;
    m_rows[i] = std::move(rows[i]);
    emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), kColumns - 1));
  }
}

int AssumptionsModel::rowOf(std::string_view key) const {
  const auto at = std::ranges::find_if(m_rows, [&](const Row& row) { return row.schema && row.schema->key == key; });
  return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

bool AssumptionsModel::matches(int row, const QStringList& words) const {
  const QString where = m_rows[static_cast<std::size_t>(row)].section + QLatin1Char(' ') + text(row, kName);
  return std::ranges::all_of(words, [&](const QString& word) { return where.contains(word, Qt::CaseInsensitive); });
}

bool AssumptionsModel::carryOut(const Edit& edit) {
  QString why;
  const bool done = m_document->submit(edit, &why);
  if (!done) emit refused(why);
  return done;
}

void AssumptionsModel::reset(int row) {
  if (!isChanged(row)) return;
  Edit edit;
  edit.label = tr("Reset “%1”").arg(text(row, kName)).toStdString();
  edit.changes.push_back(SetAssumption{m_rows[static_cast<std::size_t>(row)].schema->key, std::nullopt});
  carryOut(edit);
}

void AssumptionsModel::resetAll() {
  Edit edit;
  edit.label = tr("Reset assumptions").toStdString();
  for (int row = 0; row < rowCount(); ++row) {
    if (isChanged(row))
      edit.changes.push_back(SetAssumption{m_rows[static_cast<std::size_t>(row)].schema->key, std::nullopt});
  }
  if (!edit.changes.empty()) carryOut(edit);
}

int AssumptionsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AssumptionsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

Qt::ItemFlags AssumptionsModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid()) return flags;
  if (isHeading(index.row())) return Qt::ItemNeverHasChildren;  // arrow keys pass over it
  if (index.column() == kValue && !isDerived(index.row()) && !m_document->isReadOnly()) flags |= Qt::ItemIsEditable;
  return flags;
}

QString AssumptionsModel::text(int row, int column) const {
  const Row& shown = m_rows[static_cast<std::size_t>(row)];
  if (isHeading(row)) return column == kName ? shown.section : QString();
  switch (column) {
    case kName:
      return shown.name;
    case kValue:
    case kDefault: {
      const std::optional<double>& figure = column == kValue ? shown.value : shown.fallback;
      if (!figure) return tr("none");
      return shown.schema ? quantityText(*shown.schema, *figure, QLocale()) : percentText(*figure);
    }
    case kSource:
      return shown.source;
    case kReset:
      return shown.changed && !m_document->isReadOnly() ? tr("Reset") : QString();
    default:
      return {};
  }
}

QString AssumptionsModel::toolTip(int row, int column) const {
  if (isHeading(row)) return {};
  if (column == kReset) return isChanged(row) ? tr("Back to %1").arg(text(row, kDefault)) : QString();
  if (column == kSource) return text(row, kSource);
  if (isDerived(row) && column == kValue)
    return QLocale().toString(m_rows[static_cast<std::size_t>(row)].value.value_or(0), 'g', 13);
  return m_rows[static_cast<std::size_t>(row)].help;
}

QVariant AssumptionsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const int row = index.row();
  switch (role) {
    case Qt::EditRole:
      if (index.column() == kValue && !m_rows[static_cast<std::size_t>(row)].value) return QString();
      [[fallthrough]];
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::ToolTipRole:
      return toolTip(row, index.column());
    case kSectionRole:
      return m_rows[static_cast<std::size_t>(row)].section;
    case Qt::TextAlignmentRole:
      return QVariant((index.column() == kValue || index.column() == kDefault ? Qt::AlignRight : Qt::AlignLeft) |
                      Qt::AlignVCenter);
    case Qt::FontRole:
      if (isHeading(row)) return uiFont(metrics::kHeaderText, QFont::DemiBold);
      return index.column() == kValue && isChanged(row) ? QVariant(uiFont(metrics::kText, QFont::DemiBold))
                                                        : QVariant();
    case Qt::ForegroundRole:
      if (isHeading(row)) return themeColour(Token::muted);
      if (index.column() == kValue && isChanged(row)) return themeColour(Token::accent);
      return themeColour(index.column() == kName || index.column() == kValue ? Token::text : Token::muted);
    case Qt::AccessibleTextRole:
      if (index.column() != kValue || isHeading(row)) return text(row, index.column());
      return isChanged(row)
                 ? tr("%1: %2, changed from %3").arg(text(row, kName), text(row, kValue), text(row, kDefault))
                 : tr("%1: %2").arg(text(row, kName), text(row, kValue));
    default:
      return {};
  }
}

bool AssumptionsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) return false;
  const int row = index.row();
  const QString typed = value.toString();
  if (typed == text(row, kValue)) return true;
  if (typed.trimmed().isEmpty()) {
    reset(row);
    return true;
  }
  const PropertySchema& schema = *m_rows[static_cast<std::size_t>(row)].schema;
  const Quantity read = parseQuantity(schema, withUnit(schema, typed), QLocale());
  const double number = read.number.value_or(0);
  const QString why = read.number ? problemOf(schema, number) : read.problem;
  if (!why.isEmpty()) {
    emit refused(QStringLiteral("%1: %2").arg(text(row, kName), why));
    return false;
  }
  Edit edit;
  edit.label = tr("Change “%1”").arg(text(row, kName)).toStdString();
  const bool isDefault = number == m_rows[static_cast<std::size_t>(row)].fallback;
  edit.changes.push_back(SetAssumption{schema.key, isDefault ? std::nullopt : std::optional<Value>(number)});
  return carryOut(edit);
}

QVariant AssumptionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return QAbstractTableModel::headerData(section, orientation, role);
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == kValue || section == kDefault ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kName:
      return tr("Assumption");
    case kValue:
      return tr("Value");
    case kDefault:
      return tr("Profile");
    case kSource:
      return tr("Source");
    default:
      return QString();
  }
}

}  // namespace nines
