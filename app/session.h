// One open design: its topology, undo history, journal, file and analyses. The only place that changes a design, always
// through apply().
#pragma once

#include <QUndoStack>
#include <memory>
#include <string>

#include "analysis/runner.h"
#include "design_file.h"
#include "document.h"
#include "edit_command.h"
#include "formats/journal.h"

namespace nines {

class Session final : public Document {
  Q_OBJECT

 public:
  // `journalFolder` is where unsaved edits are kept; empty: nowhere (previews and tests that need none).
  explicit Session(std::string journalFolder, QObject* parent = nullptr);
  ~Session() override;

  std::shared_ptr<const Design> design() const override { return m_design; }
  std::shared_ptr<const Report> report() const override { return m_report; }
  bool submit(const Edit& edit, QString* why = nullptr) override;
  // While it is on, edits are refused. Steps of the history are the window's to refuse.
  bool isReadOnly() const override { return m_readOnly; }
  void setReadOnly(bool readOnly);

  QUndoStack* undoStack() { return &m_stack; }
  // The design's file; empty: never saved.
  const std::string& path() const { return m_path; }
  // The picture from whose inside the design was opened, until it is saved; empty: none.
  const std::string& picture() const { return m_picture; }
  // The design's name, else that of the file or picture, else "Untitled".
  QString title() const;
  // Changed since it was opened or saved.
  bool isModified() const;
  // The design's file holds something else than when it was opened or saved here: saving would lose that.
  bool fileChangedOutside() const;

  // Replace the open design; history starts anew. What comes from a picture is named and never saved.
  void openFile(DesignFile file);
  // A copy of an example, never saved.
  void openCopy(Topology topology);
  // What a crash left: counts as modified until saved. Its edits are steps of the history, as they were. Its journal is
  // taken over: the claim's file goes once ours is made.
  Status openRecovered(Recovered recovered, JournalClaim& claim);
  // Writes the file atomically, also over what others wrote there. On an error nothing changed: not the file, not the
  // state "modified".
  Status save(const std::string& path);
  // Given up by the person: the journal is not needed.
  void discardChanges();

  // Blocks until the newest analyses are in report(). For tests and printing.
  void waitForReport();

 signals:
  // Path, title or isModified() may differ.
  void fileStateChanged();
  // Edits can no longer be kept safe; a sentence for people.
  void journalFailed(const QString& reason);

 private:
  friend class EditCommand;

  // What a new edit has made.
  void adopt(const Edit& edit, Outcome outcome);
  // Carries out an edit of the history: it fits.
  void repeat(const Edit& edit);
  void open(Topology topology, std::string path, const FileStamp& stamp);
  // Makes steps of the history of edits that the journal holds, without telling anybody of each. False, and nothing
  // changed, if they do not fit.
  bool relive(const std::vector<Edit>& edits);
  bool reliveOne(const Edit& edit);
  void replace(std::shared_ptr<const Topology> topology, const ChangeSet& changes, bool fromHistory);
  void keep(const Edit& edit, const Topology& before);
  void takeReport();

  std::shared_ptr<const Topology> m_topology;
  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Report> m_report;
  std::string m_path;
  std::string m_picture;
  FileStamp m_stamp;                         // of the file as it was opened or saved ...
  std::shared_ptr<const Topology> m_inFile;  // ... and what it held
  QUndoStack m_stack;
  std::unique_ptr<Journal> m_journal;
  bool m_readOnly = false;
  bool m_recovered = false;  // differs from its file before any edit
  bool m_reliving = false;   // steps of the history are made anew: neither kept nor told
  bool m_notifying = false;  // while views are told of an edit no other one can begin
  bool m_journalWorks = true;
  std::uint64_t m_revision = 0;
  std::unique_ptr<AnalysisRunner> m_runner;  // last: its thread calls back
};

}  // namespace nines
