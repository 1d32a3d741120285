// The assumptions of estimates and drills as a table, in sections: what each is now, what the profile says, and where
// that comes from; and what estimates derive from SLAs beside them.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <optional>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "document.h"

namespace nines {

class AssumptionsModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kName, kValue, kDefault, kSource, kReset, kColumns };
  static constexpr int kSectionRole = Qt::UserRole;  // the heading that the row stands below

  explicit AssumptionsModel(Document* document, QObject* parent = nullptr);

  // Takes over what the design says now.
  void update();
  // A heading over the rows of a section; there is nothing to change in it.
  bool isHeading(int row) const { return m_rows[static_cast<std::size_t>(row)].name.isEmpty(); }
  // What follows from AWS's SLAs and the profile; it is shown, and nobody can change it.
  bool isDerived(int row) const { return !isHeading(row) && !m_rows[static_cast<std::size_t>(row)].schema; }
  // Assumptions of the design that this version does not know.
  QStringList strangeKeys() const;
  bool isChanged(int row) const { return m_rows[static_cast<std::size_t>(row)].changed; }
  bool isReadOnly() const { return m_document->isReadOnly(); }
  // The row of an assumption, -1 if there is none.
  int rowOf(std::string_view key) const;
  // Whether each word is in its name or its section's.
  bool matches(int row, const QStringList& words) const;
  // Back to the profile's value; nothing where it is that already.
  void reset(int row);
  void resetAll();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  // Takes the text that people typed; false, and refused() says why, where it is no value.
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 signals:
  void refused(const QString& why);

 private:
  struct Row {
    const PropertySchema* schema = nullptr;  // null: a heading, or derived
    QString section;
    QString name;  // empty: a heading
    QString help;
    std::optional<double> value;  // nothing where neither the design nor the profile states one
    std::optional<double> fallback;
    bool changed = false;
    QString source;
    bool operator==(const Row&) const = default;
  };

  std::vector<Row> readRows() const;
  void addDerived(std::vector<Row>& rows) const;
  QString text(int row, int column) const;
  QString toolTip(int row, int column) const;
  bool carryOut(const Edit& edit);

  Document* m_document;
  std::vector<Row> m_rows;  // assumptionSchemas(), then derivedFigures(), with headings between them
};

}  // namespace nines
