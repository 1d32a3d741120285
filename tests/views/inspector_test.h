// What tests of the inspector have in common: the panel in a window of its own, and ways to its rows. Changes are made
// by mouse and keyboard events.
#pragma once

#include <QAbstractItemView>
#include <QLabel>
#include <QMainWindow>

#include "inspector/derived_row.h"
#include "inspector/field_combo.h"
#include "inspector/field_row.h"
#include "inspector/inspector_panel.h"
#include "inspector/typed_line.h"
#include "panel_support.h"

namespace nines::test {

class InspectorTest : public QObject {
 protected:
  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<QMainWindow> m_window;
  InspectorPanel* m_panel = nullptr;

  void open(Topology topology, int height = 900) {
    m_window.reset();
    m_document = std::make_unique<PanelDocument>(std::move(topology));
    m_selection = std::make_unique<Selection>();
    m_window = std::make_unique<QMainWindow>();
    m_panel = new InspectorPanel(m_document.get(), m_selection.get());
    m_window->setCentralWidget(m_panel);
    m_window->resize(296, height);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), kPatience));
  }
  void select(const Selection::Ids& ids) {
    m_selection->set(ids);
    m_panel->refreshNow();
  }
  // As another part of the window would, or a file.
  void set(const std::string& id, const std::string& key, std::optional<Value> value) {
    QVERIFY(m_document->submit({"", {SetNodeProperty{id, key, std::move(value)}}}));
    m_panel->refreshNow();
  }
  std::size_t steps() const { return m_document->edits.size(); }

  // --- properties; what is hidden counts as absent ---

  FieldRow* row(const std::string& key) const {
    for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
      if (r->isVisible() && r->schema().key == key) return r;
    }
    return nullptr;
  }
  template <class Widget>
  Widget* in(const std::string& key) const {
    FieldRow* r = row(key);
    return r ? r->findChild<Widget*>() : nullptr;
  }
  TypedLine* line(const std::string& key) const { return in<TypedLine>(key); }
  TypedLine* named(const QString& name) const {
    for (TypedLine* l : m_panel->findChildren<TypedLine*>()) {
      if (l->isVisible() && l->accessibleName() == name) return l;
    }
    return nullptr;
  }
  void type(TypedLine* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    if (text.isEmpty()) QTest::keyClick(field, Qt::Key_Delete);
    else QTest::keyClicks(field, text);
  }
  void enter(TypedLine* field, const QString& text) {
    type(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    m_panel->refreshNow();
  }
  void type(const std::string& key, const QString& text) { enter(line(key), text); }
  // Its label among it.
  QStringList saysUnder(const std::string& key) const {
    QStringList out;
    for (const QLabel* label : row(key)->findChildren<QLabel*>()) {
      if (label->isVisible()) out << label->text();
    }
    return out;
  }

  // --- facts that are no properties ---

  DerivedRow* fact(const char* label) const {
    for (DerivedRow* r : m_panel->findChildren<DerivedRow*>()) {
      if (r->isVisible() && QLatin1String(r->kind().label) == QLatin1String(label)) return r;
    }
    return nullptr;
  }
  FieldCombo* list(const char* label) const { return fact(label) ? fact(label)->findChild<FieldCombo*>() : nullptr; }
  QString textOf(const char* label) const {
    QStringList out;
    if (const DerivedRow* r = fact(label)) {
      for (const QLabel* l : r->findChildren<QLabel*>()) {
        if (l->isVisible() && l->text() != QLatin1String(label)) out << l->text();
      }
    }
    return out.join(QLatin1Char('|')).replace(QChar(0xa0), QLatin1Char(' '));
  }
  static QStringList entriesOf(const QComboBox& combo) {
    QStringList out;
    for (int i = 0; i < combo.count(); ++i) out << combo.itemText(i);
    return out;
  }
  // In one step, from the open list.
  void pick(QComboBox* combo, const QString& entry) {
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_F4);
    QAbstractItemView* view = combo->view();
    QVERIFY(view->isVisible());
    QTest::keyClick(view, Qt::Key_Home);
    for (int i = 0; i < combo->count() && view->currentIndex().data().toString() != entry; ++i)
      QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(!view->isVisible());
    m_panel->refreshNow();
  }
  // By the keyboard, as people without a mouse choose.
  void choose(QComboBox* combo, const QString& entry) {
    combo->setFocus();
    for (int i = 0; i < combo->count() && combo->currentText() != entry; ++i)
      QTest::keyClick(combo, combo->findText(entry) > combo->currentIndex() ? Qt::Key_Down : Qt::Key_Up);
    m_panel->refreshNow();
  }
};

// A pair over two of three zones with a chain of replicas.
inline Topology pairDesign() {
  Topology t = ordersDesign();
  t.nodes.put({"eu-west-1c", "az", "eu-west-1", "eu-west-1c", {}, {{"code", "eu-west-1c"}}, {}});
  t.nodes.put({"standby", "rds-standby", "eu-west-1b", "orders-db", {}, {}, {}});
  t.links.put({"pair", "standby", "orders-db", "standby", {}, {}, {}});
  t.nodes.put({"orders-r2", "rds-instance", "eu-west-1c", "orders-r2", {}, {{"engine", "mysql"}}, {}});
  t.links.put({"r1-r2", "replicates", "orders-r1", "orders-r2", {}, {}, {}});
  return t;
}

}  // namespace nines::test
