#include "session.h"

#include <QFileInfo>
#include <cassert>
#include <limits>
#include <utility>

#include "edit_command.h"
#include "formats/native.h"
#include "layout/standbys.h"
#include "support/files.h"
#include "theme/text.h"

namespace nines {

Session::Session(std::string journalFolder, QObject* parent)
    : Document(parent), m_topology(std::make_shared<const Topology>()) {
  if (!journalFolder.empty()) m_journal = std::make_unique<Journal>(std::move(journalFolder));
  m_design = std::make_shared<const Design>(m_topology, Catalogue::shipped(),
                                            Profiles::shipped().orDefault(m_topology->profile));
  m_runner = std::make_unique<AnalysisRunner>(
      [this] { QMetaObject::invokeMethod(this, &Session::takeReport, Qt::QueuedConnection); });
  m_runner->submit(m_topology, m_revision);
  connect(&m_stack, &QUndoStack::cleanChanged, this, &Session::fileStateChanged);
}

Session::~Session() {
  disconnect(&m_stack, nullptr, this, nullptr);
  m_runner.reset();
}

void Session::setReadOnly(bool readOnly) {
  if (readOnly == m_readOnly) return;
  m_readOnly = readOnly;
  emit readOnlyChanged();
}

bool Session::submit(const Edit& edit, QString* why) {
  if (m_readOnly) {
    if (why) *why = tr("The design is read-only during a drill.");
    return false;
  }
  // A view that follows an edit can take the selection away from a field with half-typed text.
  if (m_notifying) {
    if (why) *why = tr("Another edit is being carried out");
    return false;
  }
  const Edit whole = withStandbys(*m_design, edit);
  auto next = std::make_shared<Topology>(*m_topology);
  auto applied = apply(*next, whole);
  // Completing is a service: it never stands in the way of what was asked.
  const bool complete = applied.ok();
  if (!complete) {
    *next = *m_topology;
    applied = apply(*next, edit);
  }
  if (!applied) {
    if (why) *why = toQString(applied.error().reason);
    return false;
  }
  if (*next == *m_topology) return true;
  m_stack.push(new EditCommand(*this, complete ? whole : edit, {std::move(next), std::move(*applied)}));
  return true;
}

void Session::adopt(const Edit& edit, Outcome outcome) {
  keep(edit, *m_topology);
  replace(std::move(outcome.topology), outcome.applied.changes, false);
}

void Session::repeat(const Edit& edit) {
  auto next = std::make_shared<Topology>(*m_topology);
  const auto applied = apply(*next, edit);
  assert(applied.ok());
  if (!applied) return;
  keep(edit, *m_topology);
  replace(std::move(next), applied->changes, true);
}

void Session::keep(const Edit& edit, const Topology& before) {
  if (!m_journal || m_reliving) return;
  const Status kept = m_journal->append(edit, before, m_path);
  const bool worked = std::exchange(m_journalWorks, kept.ok());
  if (!kept.ok() && worked) emit journalFailed(toQString(kept.error().text()));
}

void Session::replace(std::shared_ptr<const Topology> topology, const ChangeSet& changes, bool fromHistory) {
  m_topology = std::move(topology);
  if (m_reliving) return;
  m_design = std::make_shared<const Design>(m_topology, Catalogue::shipped(),
                                            Profiles::shipped().orDefault(m_topology->profile));
  ++m_revision;
  m_notifying = true;
  emit changed(changes, fromHistory);
  m_notifying = false;
  if (changes.designName || changes.everything) emit fileStateChanged();
  if (changes.touchesAnalyses()) m_runner->submit(m_topology, m_revision);
}

void Session::takeReport() {
  auto latest = m_runner->latest();
  if (!latest || latest == m_report) return;
  m_report = std::move(latest);
  emit reportChanged();
}

QString Session::title() const {
  if (!m_topology->name.empty()) return toQString(m_topology->name);
  const std::string& file = m_path.empty() ? m_picture : m_path;
  if (!file.empty()) return shownText(QFileInfo(QString::fromStdString(file)).completeBaseName());
  return tr("Untitled");
}

bool Session::isModified() const { return !m_stack.isClean() || m_recovered; }

bool Session::fileChangedOutside() const {
  if (m_path.empty()) return false;
  const FileStamp now = stampOf(m_path);
  if (!now.exists || now == m_stamp) return false;
  // Copied, touched or synchronized files have other stamps and the old content.
  const auto file = readDesignFile(m_path);
  return !file || file->fromPicture || file->topology != *m_inFile;
}

void Session::openFile(DesignFile file) {
  if (!file.fromPicture) return open(std::move(file.topology), std::move(file.path), file.stamp);
  openCopy(std::move(file.topology));
  m_picture = std::move(file.path);
  emit fileStateChanged();
}

void Session::openCopy(Topology topology) { open(std::move(topology), {}, {}); }

void Session::open(Topology topology, std::string path, const FileStamp& stamp) {
  if (m_journal) m_journal->discard();
  m_recovered = false;
  m_path = std::move(path);
  m_picture.clear();
  m_stamp = stamp;
  m_stack.clear();
  ChangeSet everything;
  everything.everything = true;
  m_report = nullptr;
  replace(std::make_shared<const Topology>(std::move(topology)), everything, false);
  m_inFile = m_topology;
  emit reportChanged();
}

// The journal has what was undone as an edit like any other: it takes back the step before, so that it can be done
// again here, too.
bool Session::reliveOne(const Edit& edit) {
  const int at = m_stack.index();
  const auto step = [&](int i) { return static_cast<const EditCommand*>(m_stack.command(i)); };
  if (at > 0 && step(at - 1)->inverse() == edit) {
    m_stack.undo();
    return true;
  }
  if (at < m_stack.count() && step(at)->edit() == edit) {
    m_stack.redo();
    return true;
  }
  auto next = std::make_shared<Topology>(*m_topology);
  auto applied = apply(*next, edit);
  if (!applied) return false;
  m_stack.push(new EditCommand(*this, edit, {std::move(next), std::move(*applied)}));
  return true;
}

bool Session::relive(const std::vector<Edit>& edits) {
  const auto before = m_topology;
  bool fits = true;
  m_reliving = true;
  for (const Edit& edit : edits) fits = fits && reliveOne(edit);
  if (!fits) m_stack.clear();
  m_reliving = false;
  auto now = std::exchange(m_topology, before);
  if (!fits) return false;
  ChangeSet everything;
  everything.everything = true;
  replace(std::move(now), everything, false);
  return true;
}

Status Session::openRecovered(Recovered recovered, JournalClaim& claim) {
  open(recovered.before, recovered.path, {});
  if (!relive(recovered.edits)) open(std::move(recovered.topology), std::move(recovered.path), {});
  // The edits continue what the file held then; whether it still does is seen by reading it. Where that is not known,
  // nothing can be said against it.
  m_inFile = std::make_shared<const Topology>(recovered.before);
  if (recovered.unsaved) m_stamp = stampOf(m_path);
  // Without steps that could be taken back only the memory of the crash says that the file lacks something.
  m_recovered = recovered.unsaved || m_stack.count() == 0;
  emit fileStateChanged();
  if (m_journal) {
    Status begun = m_journal->begin(recovered.before, m_path, recovered.edits, recovered.unsaved);
    if (!begun) return begun;
  }
  if (recovered.damaged) claim.setAside();
  else claim.remove();
  return Unit{};
}

Status Session::save(const std::string& path) {
  auto saved = std::make_shared<Topology>(*m_topology);
  if (isModified() && saved->revision < std::numeric_limits<std::uint64_t>::max()) ++saved->revision;
  const auto written = writeFileAtomically(path, writeDesign(*saved));
  if (!written) return written.error();
  // The number of the save is no edit: it belongs to the file, so undo leaves it alone.
  m_topology = std::move(saved);
  m_design = std::make_shared<const Design>(m_topology, Catalogue::shipped(),
                                            Profiles::shipped().orDefault(m_topology->profile));
  m_path = path;
  m_picture.clear();
  m_stamp = *written;
  m_inFile = m_topology;
  m_recovered = false;
  m_stack.setClean();
  if (m_journal) m_journal->discard();
  m_journalWorks = true;
  emit fileStateChanged();
  return Unit{};
}

void Session::discardChanges() {
  if (m_journal) m_journal->discard();
}

void Session::waitForReport() {
  m_runner->waitIdle();
  takeReport();
}

}  // namespace nines
