#include "findings/finding_actions.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QMessageBox>
#include <QStringList>
#include <algorithm>
#include <set>

#include "findings/edit_words.h"
#include "findings/finding_rows.h"
#include "findings/waive_dialog.h"
#include "layout/locks.h"
#include "layout/placed.h"
#include "layout/standbys.h"
#include "rules/fix_all.h"
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

// The reason that all of these findings were waived with before; empty where there is none, or several.
QString formerReason(const Topology& topology, const std::vector<std::string>& keys) {
  QString reason;
  for (const std::string& key : keys) {
    const Waiver* waiver = topology.waivers.find(key);
    const QString own = waiver ? QString::fromStdString(waiver->reason).trimmed() : QString();
    if (own.isEmpty() || (!reason.isEmpty() && own != reason)) return {};
    reason = own;
  }
  return reason;
}

// What became of the waiver that the finding has already; empty where it has none.
QString formerNote(const Document& document, const std::string& key) {
  const auto report = document.report();
  const auto design = document.design();
  const Waiver* waiver = design ? design->topology().waivers.find(key) : nullptr;
  if (!waiver || !report) return {};
  const auto at = std::ranges::find(report->waivers, key, &WaiverStatus::key);
  const bool idle = at != report->waivers.end() && at->state != WaiverState::active;
  return idle ? idleNote(*waiver, at->state) : QString();
}

// Why a lock forbids the step, with all that goes along; empty where none does. Fix says what is wrong, not that what
// was locked may move: that is asked of locks as of every gesture.
QString lockedOut(const Design& design, const Edit& edit) {
  const std::string why = placing::lockRefusal(design, withStandbys(design, edit));
  return why.empty() ? QString() : tr("%1. Unlock it first, as this fix would change it.").arg(toQString(why));
}

QString staysNote(const QStringList& refusals) {
  if (refusals.size() == 1) return tr("One stays as it was: %1").arg(refusals.front());
  return tr("%n stay as they were. The first: %1", static_cast<int>(refusals.size())).arg(refusals.front());
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
  if (const QString why = lockedOut(design, *edit); !why.isEmpty())
    text += QStringLiteral("<br><i>%1</i>").arg(why.toHtmlEscaped());
  return text;
}

bool submitFix(Document& document, const Finding& finding, QString* why) {
  const auto design = document.design();
  const auto edit = design ? correctionOf(*design, finding) : std::nullopt;
  if (!edit) {
    if (why) *why = tr("The design has changed: this finding has no correction any more.");
    return false;
  }
  if (const QString locked = lockedOut(*design, *edit); !locked.isEmpty()) {
    if (why) *why = locked;
    return false;
  }
  return document.submit(*edit, why);
}

FixAllOffer fixAllOffer(const Document& document, std::string_view rule) {
  FixAllOffer offer;
  const Rule* row = findRule(rule);
  const auto report = document.report();
  if (row && !row->fix) {
    offer.reason = toQString(row->noFix);
    return offer;
  }
  for (const Finding& finding : report ? report->findings : std::vector<Finding>()) {
    if (finding.rule == rule && finding.fixable && !isWaived(finding, report->waivers)) ++offer.count;
  }
  if (document.isReadOnly()) offer = {0, tr("The design is read-only during a drill.")};
  else if (offer.count == 0) offer.reason = tr("None of its findings can be mended as the design is now.");
  return offer;
}

bool submitFixAll(Document& document, std::string_view rule, QString* why) {
  const auto design = document.design();
  const auto report = document.report();
  std::set<std::string, std::less<>> waived;
  for (const WaiverStatus& status : report ? report->waivers : std::vector<WaiverStatus>()) {
    if (status.state == WaiverState::active) waived.insert(status.key);
  }
  // As the session completes the step of a single fix; what is locked stays, as there. After each fix all that are left
  // get their turn again, so at the end these are the refusals of those that stay.
  QStringList locked;
  const auto complete = [&locked](const Design& d, Edit fix) {
    Edit whole = withStandbys(d, placed(d, std::move(fix)));
    const QString refusal = lockedOut(d, whole);
    if (refusal.isEmpty()) {
      locked.clear();
      return whole;
    }
    locked << refusal;
    return Edit();
  };
  QGuiApplication::setOverrideCursor(Qt::WaitCursor);
  const auto series = design ? fixAll(*design, rule, waived, complete) : std::nullopt;
  QGuiApplication::restoreOverrideCursor();
  if (!series) {
    if (why) {
      *why = locked.isEmpty() ? tr("The design has changed: no finding of this kind has a correction any more.")
                              : locked.front();
    }
    return false;
  }
  if (!document.submit(series->edit, why)) return false;
  if (why && !locked.isEmpty()) *why = staysNote(locked);
  return true;
}

void askToWaive(Document& document, const std::vector<std::string>& keys, const QString& about, QWidget* parent) {
  auto* dialog = new WaiveDialog(about, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (const auto design = document.design()) {
    const QString note = keys.size() == 1 ? formerNote(document, keys.front()) : QString();
    dialog->startFrom(formerReason(design->topology(), keys), note);
  }
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
