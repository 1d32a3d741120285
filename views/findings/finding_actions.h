// Fix, waive and revoke, for every panel that shows findings.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "document.h"

class QWidget;

namespace nines {

// The step that Fix submits: what the rule corrects, with places for what it adds. Nothing where there is no fix.
std::optional<Edit> correctionOf(const Design& design, const Finding& finding);

// What Fix will change, as rich text; empty where the finding has no fix in this design.
QString fixToolTip(const Design& design, const Finding& finding);

// Submits the finding's fix as one step. False, with a sentence in `why`, where it has none or does not fit any more.
bool submitFix(Document& document, const Finding& finding, QString* why);

// Opens the dialog for waiving these findings (by key) and submits the waivers as one step when it is accepted.
void askToWaive(Document& document, const std::vector<std::string>& keys, const QString& about, QWidget* parent);

// Removes the waivers as one step.
bool submitRevoke(Document& document, const std::vector<std::string>& keys, QString* why);

}  // namespace nines
