#include "dialog_details.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QTreeView>

#include "theme/text.h"

namespace nines {

namespace {
constexpr QSize kFileDialog{720, 480};
}

void setDetails(QMessageBox& box, const QString& text) {
  box.setTextFormat(Qt::PlainText);
  box.setInformativeText(shownText(text));
  if (auto* label = box.findChild<QLabel*>(QStringLiteral("qt_msgbox_informativelabel")))
    label->setTextFormat(Qt::PlainText);
}

void showWholeColumns(QFileDialog& dialog) {
  auto* view = dialog.findChild<QTreeView*>(QStringLiteral("treeView"));
  if (!view) return;
  for (int column = 1; column < view->header()->count(); ++column)
    view->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  dialog.resize(kFileDialog);
}

}  // namespace nines
