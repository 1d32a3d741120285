#include "dialog_details.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QTreeView>
#include <algorithm>

#include "theme/text.h"

namespace nines {

namespace {
constexpr QSize kFileDialog{720, 480};
constexpr int kDetails = 380;  // px: a message box would break places and paths after every few words
}  // namespace

void setDetails(QMessageBox& box, const QString& text) {
  box.setTextFormat(Qt::PlainText);
  box.setInformativeText(shownText(text));
  if (auto* label = box.findChild<QLabel*>(QStringLiteral("qt_msgbox_informativelabel"))) {
    label->setTextFormat(Qt::PlainText);
    int widest = 0;
    for (const QString& line : label->text().split(QLatin1Char('\n')))
      widest = std::max(widest, label->fontMetrics().horizontalAdvance(line));
    label->setMinimumWidth(std::min(widest + 1, kDetails));
  }
}

void showWholeColumns(QFileDialog& dialog) {
  auto* view = dialog.findChild<QTreeView*>(QStringLiteral("treeView"));
  if (!view) return;
  for (int column = 1; column < view->header()->count(); ++column)
    view->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  dialog.resize(kFileDialog);
}

}  // namespace nines
