// What views see of the open design: they read it, and they submit edits. The session implements it.
#pragma once

#include <QObject>
#include <memory>

#include "analysis/report.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

class Document : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // The topology read through catalogue and profile; another object after every change, the old one stays valid for
  // whoever holds it.
  virtual std::shared_ptr<const Design> design() const = 0;
  // The newest report, null before the first. Its revision can be behind the design's.
  virtual std::shared_ptr<const Report> report() const = 0;
  // Carries out the edit as one undoable step. False (with a message in `why`, if given) if it does not fit.
  // Edits that change nothing are accepted and make no step.
  virtual bool submit(const Edit& edit, QString* why = nullptr) = 0;
  // Drills make the design read-only.
  virtual bool isReadOnly() const { return false; }

 signals:
  // After every edit, undo, redo and load. `fromHistory`: what changed is to be selected.
  void changed(const nines::ChangeSet& changes, bool fromHistory);
  // Report() is a new one.
  void reportChanged();
  // isReadOnly() is another.
  void readOnlyChanged();
};

}  // namespace nines
