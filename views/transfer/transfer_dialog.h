// The transfer planner: how long data takes to AWS over a line and by post, how objects are divided, and what a storage
// gateway needs. A calculator beside the design; it changes nothing of it.
#pragma once

#include <QDialog>
#include <optional>
#include <string>
#include <vector>

#include "copying/text_table.h"
#include "document.h"
#include "recovery/transfer_plan.h"
#include "selection.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace nines {

class AnswerList;
class FieldCombo;
class TypedLine;

class TransferDialog final : public QDialog {
  Q_OBJECT

 public:
  enum Field { kData, kLine, kUtilisation, kObject, kWritten, kUploaded, kCompression, kHours, kFields };

  // Begins with what the selected device, gateway, server, bucket or transfer says.
  TransferDialog(const Document* document, const Selection* selection, QWidget* parent);
  ~TransferDialog() override;

  TypedLine* field(Field field) const { return m_fields[static_cast<std::size_t>(field)].line; }
  FieldCombo* gateway() const { return m_gateway; }
  AnswerList* transfer() const { return m_transfer; }
  AnswerList* multipart() const { return m_multipart; }
  AnswerList* buffer() const { return m_buffer; }
  QString problem(Field field) const;
  QPushButton* copyButton() const { return m_copy; }
  // All questions as they are filled in and all answers.
  TextTable table() const;
  const TransferQuestion& question() const { return m_question; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Entry {
    TypedLine* line = nullptr;
    QLabel* problem = nullptr;
    const PropertySchema* schema = nullptr;
    std::optional<double> TransferQuestion::* value = nullptr;
  };

  QVBoxLayout* addBody();
  void addCopyButton();
  QWidget* addSection(const QString& title, QFormLayout*& form, AnswerList*& answers);
  void addField(Field field, QFormLayout* form, const QString& label, const PropertySchema* schema,
                std::optional<double> TransferQuestion::* value);
  void addGateway(QFormLayout* form);
  void fill();
  // Every key counts, as far as what is typed can be read.
  void read(Entry& entry, const QString& text);
  void tidy(Entry& entry);
  void update();
  void grow();

  const Document* m_document;
  QScrollArea* m_scroll = nullptr;
  QWidget* m_body = nullptr;
  TransferQuestion m_question;
  std::vector<Entry> m_fields;
  FieldCombo* m_gateway = nullptr;
  AnswerList* m_transfer = nullptr;
  AnswerList* m_multipart = nullptr;
  AnswerList* m_buffer = nullptr;
  QPushButton* m_copy = nullptr;
};

}  // namespace nines
