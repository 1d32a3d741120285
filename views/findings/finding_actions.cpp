#include "findings/finding_actions.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QMessageBox>
#include <algorithm>
#include <set>

#include "findings/edit_words.h"
#include "findings/finding_rows.h"
#include "findings/waive_dialog.h"
#include "layout/locks.h"
#include "layout/placed.h"
#include "layout/standbys.h"
#include "rules/fix_all.h"
#include "rules/fix_trial.h"
#include "rules/rulebook.h"
#include "rules/waivers.h"
#include "theme/text.h"

namespace nines {

namespace {

// Nodes of a design that is judged while a tool tip or an explanation is made: some hundredths of a second.
constexpr std::size_t kMostTriedInPassing = 1000;

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

QString notDone(const std::string& refusal) { return tr("Not done by itself: %1.").arg(toQString(refusal)); }

// Why carrying the step out would be no mending, as a sentence; empty where it would.
QString failedTrial(const Design& design, const Finding& finding, const Edit& whole,
                    const std::vector<Finding>* known = nullptr) {
  const std::string why = refusalOf(tryFix(design, finding, whole, known));
  return why.empty() ? QString() : notDone(why);
}

// The findings of the design, where they have been worked out.
const std::vector<Finding>* knownFindings(const Report* report, const Design& design) {
  return report && report->topology == design.snapshot() ? &report->findings : nullptr;
}

// Those of locks are sentences of their own, others have no full stop.
bool isSentence(const std::string& refusal) { return refusal.ends_with('.'); }

QString staysNote(const std::vector<std::string>& refusals) {
  QString first = toQString(refusals.front());
  if (!isSentence(refusals.front())) first += QLatin1Char('.');
  if (refusals.size() == 1) return tr("One stays as it was: %1").arg(first);
  return tr("%n stay as they were. The first: %1", static_cast<int>(refusals.size())).arg(first);
}

// Where all that could be mended stays.
QString nothingDone(const std::vector<std::string>& refusals) {
  if (refusals.empty()) return tr("The design has changed: no finding of this kind has a correction any more.");
  if (refusals.size() > 1) return staysNote(refusals);
  return isSentence(refusals.front()) ? toQString(refusals.front()) : notDone(refusals.front());
}

// While a design is judged.
class WaitCursor {
 public:
  WaitCursor() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
  ~WaitCursor() { QGuiApplication::restoreOverrideCursor(); }
  Q_DISABLE_COPY_MOVE(WaitCursor)
};

}  // namespace

std::optional<Edit> correctionOf(const Design& design, const Finding& finding) {
  auto edit = proposedFix(design, finding);
  if (edit) edit = placed(design, std::move(*edit));
  return edit;
}

QString fixRefusal(const Design& design, const Finding& finding, const Edit& correction) {
  QString why = lockedOut(design, correction);
  if (why.isEmpty() && design.nodeCount() <= kMostTriedInPassing)
    why = failedTrial(design, finding, withStandbys(design, correction));
  return why;
}

QString fixToolTip(const Design& design, const Finding& finding) {
  const auto edit = correctionOf(design, finding);
  if (!edit) return {};
  QString text = QStringLiteral("<b>%1</b>").arg(toQString(edit->label).toHtmlEscaped());
  for (const QString& line : describeEdit(*edit, design)) text += QStringLiteral("<br>") + line.toHtmlEscaped();
  const QString why = fixRefusal(design, finding, *edit);
  if (!why.isEmpty()) text += QStringLiteral("<br><i>%1</i>").arg(why.toHtmlEscaped());
  return text;
}

bool submitFix(Document& document, const Finding& finding, QString* why) {
  const auto design = document.design();
  const auto edit = design ? correctionOf(*design, finding) : std::nullopt;
  if (!edit) {
    if (why) *why = tr("The design has changed: this finding has no correction any more.");
    return false;
  }
  QString refusal = lockedOut(*design, *edit);
  if (refusal.isEmpty()) {
    const WaitCursor wait;
    const auto report = document.report();
    refusal = failedTrial(*design, finding, withStandbys(*design, *edit), knownFindings(report.get(), *design));
  }
  if (!refusal.isEmpty()) {
    if (why) *why = refusal;
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
  // As the session completes the step of a single fix; what is locked stays, as there.
  const auto complete = [](const Design& d, Edit fix) {
    Edit whole = withStandbys(d, placed(d, std::move(fix)));
    std::string refusal = lockedOut(d, whole).toStdString();
    return CompletedFix{std::move(whole), std::move(refusal)};
  };
  FixSeries series;
  if (design) {
    const WaitCursor wait;
    series = fixAll(*design, rule, waived, complete);
  }
  if (series.count == 0) {
    if (why) *why = nothingDone(series.refusals);
    return false;
  }
  if (!document.submit(series.edit, why)) return false;
  if (why && !series.refusals.empty()) *why = staysNote(series.refusals);
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
