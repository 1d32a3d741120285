#include "findings/severity_words.h"

#include <QCoreApplication>

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Findings", text); }

}  // namespace

QString severityWord(Severity severity) {
  switch (severity) {
    case Severity::error:
      return tr("Error");
    case Severity::warning:
      return tr("Warning");
    case Severity::info:
      break;
  }
  return tr("Info");
}

QString severityNoun(Severity severity) {
  switch (severity) {
    case Severity::error:
      return tr("an error");
    case Severity::warning:
      return tr("a warning");
    case Severity::info:
      break;
  }
  return tr("an info");
}

}  // namespace nines
