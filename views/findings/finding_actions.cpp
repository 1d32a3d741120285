#include "findings/finding_actions.h"

#include <QCoreApplication>
#include <QMessageBox>

#include "findings/edit_words.h"
#include "findings/waive_dialog.h"
#include "layout/placed.h"
#include "rules/rulebook.h"
#include "rules/waivers.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Findings", text, nullptr, n); }

std::string label(const char* text, std::size_t count) { return tr(text, static_cast<int>(count)).toStdString(); }

void submitWaivers(Document& document, const std::vector<std::string>& keys, const WaiveDialog& dialog,
                   QWidget* parent) {
  Edit edit{keys.size() == 1 ? tr("Waive finding").toStdString() : label("Waive %n findings", keys.size()), {}};
  for (const std::string& key : keys) {
    Waiver waiver{key,        dialog.reason().toStdString(), dialog.author().toStdString(),
                  todayIso(), dialog.until().toStdString(),  {}};
    edit.changes.push_back(SetWaiver{key, std::move(waiver)});
  }
  QString why;
  if (!document.submit(edit, &why)) QMessageBox::warning(parent, tr("Waive"), why);
}

}  // namespace

std::optional<Edit> correctionOf(const Design& design, const Finding& finding) {
  auto edit = fixFor(design, finding);
  if (edit) edit = placed(design, std::move(*edit));
  return edit;
}

QString fixToolTip(const Design& design, const Finding& finding) {
  const auto edit = correctionOf(design, finding);
  if (!edit) return {};
  QString text = QStringLiteral("<b>%1</b>").arg(toQString(edit->label).toHtmlEscaped());
  for (const QString& line : describeEdit(*edit, design)) text += QStringLiteral("<br>") + line.toHtmlEscaped();
  return text;
}

bool submitFix(Document& document, const Finding& finding, QString* why) {
  const auto design = document.design();
  const auto edit = design ? correctionOf(*design, finding) : std::nullopt;
  if (!edit) {
    if (why) *why = tr("The design has changed: this finding has no correction any more.");
    return false;
  }
  return document.submit(*edit, why);
}

void askToWaive(Document& document, const std::vector<std::string>& keys, const QString& about, QWidget* parent) {
  auto* dialog = new WaiveDialog(about, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::accepted, &document,
                   [&document, keys, dialog, parent] { submitWaivers(document, keys, *dialog, parent); });
  dialog->open();
}

bool submitRevoke(Document& document, const std::vector<std::string>& keys, QString* why) {
  Edit edit{keys.size() == 1 ? tr("Remove waiver").toStdString() : label("Remove %n waivers", keys.size()), {}};
  for (const std::string& key : keys) edit.changes.push_back(SetWaiver{key, std::nullopt});
  return document.submit(edit, why);
}

}  // namespace nines
