// Fix, waive and revoke, for every panel that shows findings.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"

class QWidget;

namespace nines {

// The step that Fix submits: what the rule corrects, with places for what it adds. Nothing where there is no fix.
std::optional<Edit> correctionOf(const Design& design, const Finding& finding);

// Why Fix would not carry out this correction of the finding: a lock, an error that it would bring, or a finding that
// would stay; empty where nothing is in the way. Very large designs are judged only when Fix is pressed, as that takes
// longer than anybody waits for a text.
QString fixRefusal(const Design& design, const Finding& finding, const Edit& correction);

// What Fix will change, as rich text, and why it would not (fixRefusal()); empty where the finding has no fix in this
// design.
QString fixToolTip(const Design& design, const Finding& finding);

// Submits the finding's fix as one step. False, with a sentence in `why`, where it has none or does not fit any more,
// where a lock forbids it, or where the finding would stay or an error come.
bool submitFix(Document& document, const Finding& finding, QString* why);

// Fixing all findings of one rule: how many open ones can be mended, and why where it is none.
struct FixAllOffer {
  int count = 0;
  QString reason;  // empty where there are some
};
FixAllOffer fixAllOffer(const Document& document, std::string_view rule);

// Mends all open findings of the rule, one after another, as one step. False, with a sentence in `why`, where none can
// be. Where some are mended and others have to stay, it is true and `why` says which and for what; else `why` is left
// alone.
bool submitFixAll(Document& document, std::string_view rule, QString* why);

// Opens the dialog for waiving these findings (by key) and submits the waivers as one step when it is accepted. Where
// they were waived before with one reason, the dialog begins with it.
void askToWaive(Document& document, const std::vector<std::string>& keys, const QString& about, QWidget* parent);

// Removes the waivers as one step.
bool submitRevoke(Document& document, const std::vector<std::string>& keys, QString* why);

}  // namespace nines
