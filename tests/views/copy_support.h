// Copying by keys and context menus, and what it leaves on the clipboard.
#pragma once

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QTextDocument>
#include <QTextTable>

#include "panel_support.h"

namespace nines::test {

inline QString copiedText() { return QGuiApplication::clipboard()->text(); }
inline QStringList copiedLines() { return copiedText().split(QLatin1Char('\n')); }

inline void pressCopy(QWidget* widget) {
  QGuiApplication::clipboard()->clear();
  widget->setFocus();
  QTest::keyClick(widget, Qt::Key_C, Qt::ControlModifier);
}

// The open context menu of the widget, asked for with the mouse at a point of the surface that is clicked.
inline QMenu* contextMenuOf(QWidget* widget, QWidget* surface, QPoint at) {
  QContextMenuEvent event(QContextMenuEvent::Mouse, at, surface->mapToGlobal(at));
  QApplication::sendEvent(surface, &event);
  QMenu* found = nullptr;
  for (QMenu* menu : widget->findChildren<QMenu*>()) {
    if (menu->isVisible()) found = menu;
  }
  return found;
}

// Clicks the entry that begins like this; false where there is none that is enabled.
inline bool chooseIn(QMenu* menu, const QString& entry) {
  if (!menu) return false;
  for (QAction* action : menu->actions()) {
    if (!action->text().remove(QLatin1Char('&')).startsWith(entry) || !action->isEnabled()) continue;
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return true;
  }
  menu->close();
  return false;
}

// Cells of the first table in a document, as another reader than ours sees them.
inline QList<QStringList> cellsOf(const QTextDocument& document) {
  QList<QStringList> rows;
  for (QTextFrame* frame : document.rootFrame()->childFrames()) {
    const auto* table = qobject_cast<QTextTable*>(frame);
    if (!table) continue;
    for (int row = 0; row < table->rows(); ++row) {
      QStringList cells;
      for (int column = 0; column < table->columns(); ++column) {
        const QTextTableCell cell = table->cellAt(row, column);
        QTextCursor cursor = cell.firstCursorPosition();
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
        cells << cursor.selectedText();
      }
      rows << cells;
    }
    break;
  }
  return rows;
}
inline QList<QStringList> htmlCells(const QString& html) {
  QTextDocument document;
  document.setHtml(html);
  return cellsOf(document);
}
inline QList<QStringList> copiedHtmlCells() { return htmlCells(QGuiApplication::clipboard()->mimeData()->html()); }

// Names that try to get out of whatever they are written into.
inline QStringList hostileNames() {
  return {QStringLiteral("a|b"),
          QStringLiteral("*bold* _it_ ~~gone~~"),
          QStringLiteral("<img src=x onerror=alert(1)>"),
          QStringLiteral("`code` [link](http://x) ![pic](y)"),
          QStringLiteral("&lt;b&gt; &amp;"),
          QStringLiteral("# head"),
          QStringLiteral("\\*back\\slash"),
          QStringLiteral("two\nlines"),
          QStringLiteral("</td></table><script>"),
          QStringLiteral("@everyone www.x.example me@x.example"),
          QStringLiteral(":bomb: db:+1: GH-1 gh-2 #12 org/repo#3 !4 5$ and 6$"),
          QStringLiteral("0123abcdef is a commit, (a5c3785ed8d6a35868bc169f07e40e889087fd2e) too"),
          QStringLiteral("https://x.example ftp://y.example mailto:me@x.example WWW.x.example http:// a@b.c"),
          QStringLiteral("$x^2$ \u202Eright to left")};
}

}  // namespace nines::test
