// Typing instead of dragging: a popup with a field and what fits it. Enter or a click chooses, Esc or a click elsewhere
// closes it. It decides nothing but the order: what was used last comes first, what the place refuses last, with the
// reason.
#pragma once

#include <QFrame>
#include <QStringList>
#include <vector>

#include "palette/palette_items.h"

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace nines {

class QuickInsert final : public QFrame {
  Q_OBJECT

 public:
  struct Entry {
    PaletteItem item;
    QString refusal;  // why it may not stand where it would go; empty: it may
  };

  // `where`: what stands above the field. `recent`: presets, the last one used first.
  QuickInsert(std::vector<Entry> entries, QStringList recent, const QString& where, QWidget* parent);

  // With its corner there, as far as it stays on the screen.
  void popupAt(QPoint global);
  QLineEdit* field() const { return m_field; }
  QListView* list() const { return m_list; }
  // Presets in the order shown; refused ones included.
  QStringList shown() const;

 signals:
  void chosen(const QString& preset);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build(const QString& where);
  void fill();
  std::vector<std::size_t> order() const;
  void step(int by);
  void choose(int row);

  std::vector<Entry> m_entries;
  std::vector<PaletteItem> m_items;  // of the entries
  QStringList m_recent;
  std::vector<std::size_t> m_rows;
  QLineEdit* m_field;
  QListView* m_list;
  QStandardItemModel* m_model;
};

}  // namespace nines
