#include "transfer/transfer_dialog.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QtGlobal>
#include <algorithm>

#include "copying/text_table.h"
#include "inspector/field_combo.h"
#include "inspector/quantity.h"
#include "inspector/typed_line.h"
#include "theme/dialog_room.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "transfer/answer_list.h"

namespace nines {

namespace {

constexpr int kMargin = 16;
constexpr int kFormWidth = 250;
constexpr int kAnswersWidth = 520;
constexpr int kLabel = 84;

const PropertySchema* schemaOf(const char* kind, const char* property) {
  const Kind* found = Catalogue::shipped().kind(kind);
  return found ? found->property(property) : nullptr;
}

// A ratio of the planner's own: no property of a gateway, as it depends on what is written.
const PropertySchema* compressionSchema() {
  static const PropertySchema schema = [] {
    PropertySchema out;
    out.type = PropertyType::number;
    out.minimum = 1;
    out.help = "How much smaller the gateway makes what it uploads: some 2 for text, 1 for pictures and videos.";
    return out;
  }();
  return &schema;
}

QString sourceOfQuestion(const Document& document, const std::string& id) {
  const auto design = document.design();
  const NodeIndex node = design ? design->indexOf(id) : kNone;
  if (node != kNone) return TransferDialog::tr("Begins with what %1 says.").arg(toQString(titleOf(*design, node)));
  if (design && design->linkIndexOf(id) != kNone) return TransferDialog::tr("Begins with what the chosen link says.");
  return TransferDialog::tr("Select a Snowball, gateway, server, bucket or transfer first to begin with its figures.");
}

}  // namespace

TransferDialog::TransferDialog(const Document* document, const Selection* selection, QWidget* parent)
    : QDialog(parent), m_document(document), m_fields(kFields) {
  setWindowTitle(tr("Transfer planner"));
  const std::string id = selection->ids().size() == 1 ? *selection->ids().begin() : std::string();
  if (const auto design = document->design()) m_question = transferQuestionOf(*design, id);
  QVBoxLayout* layout = addBody();
  auto* origin = new MutedLabel(sourceOfQuestion(*document, id), m_body);
  origin->setTextFormat(Qt::PlainText);
  origin->setWordWrap(true);
  layout->addWidget(origin);
  QFormLayout* form = nullptr;
  layout->addWidget(addSection(tr("Line or device"), form, m_transfer));
  addField(kData, form, tr("&Data"), schemaOf("snowball", "dataTb"), &TransferQuestion::dataTb);
  addField(kLine, form, tr("&Line"), schemaOf("snowball", "linkMbps"), &TransferQuestion::linkMbps);
  addField(kUtilisation, form, tr("&Utilisation"), schemaOf("snowball", "utilisation"), &TransferQuestion::utilisation);
  layout->addWidget(addSection(tr("Objects"), form, m_multipart));
  addField(kObject, form, tr("&Object size"), schemaOf("s3-bucket", "objectMb"), &TransferQuestion::objectMb);
  layout->addWidget(addSection(tr("Storage gateway"), form, m_buffer));
  addGateway(form);
  addField(kWritten, form, tr("&Written"), schemaOf("storage-gateway", "writeMbps"), &TransferQuestion::writeMbps);
  addField(kUploaded, form, tr("U&ploaded"), schemaOf("storage-gateway", "uploadMbps"), &TransferQuestion::uploadMbps);
  addField(kCompression, form, tr("Co&mpression"), compressionSchema(), &TransferQuestion::compression);
  addField(kHours, form, tr("Writing &time"), schemaOf("storage-gateway", "writeHours"), &TransferQuestion::writeHours);
  layout->addStretch(1);
  addCopyButton();
  connect(document, &Document::changed, this, &TransferDialog::update);
  fill();
  update();
  field(kData)->setFocus();
}

// While it still is what it was: a field that loses the focus tells what was typed into it.
TransferDialog::~TransferDialog() { hide(); }

// Questions and answers scroll where the screen is too small for them; the button below them does not.
QVBoxLayout* TransferDialog::addBody() {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, kMargin);
  all->setSpacing(0);
  m_scroll = new QScrollArea(this);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->viewport()->setAutoFillBackground(false);
  m_body = new QWidget;
  auto* layout = new QVBoxLayout(m_body);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  layout->setSpacing(14);
  m_scroll->setWidget(m_body);
  m_body->setAutoFillBackground(false);
  all->addWidget(m_scroll, 1);
  return layout;
}

void TransferDialog::addCopyButton() {
  m_copy = new QPushButton(tr("&Copy"), this);
  m_copy->setToolTip(tr("Copy questions and answers as a table"));
  m_copy->setAccessibleName(tr("Copy as a table"));
  m_copy->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kMargin, 0, kMargin, 0);
  row->addStretch(1);
  row->addWidget(m_copy);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(m_copy, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setMimeData(tableMimeData(table())); });
}

TextTable TransferDialog::table() const {
  TextTable table;
  table.titles = QStringList{tr("Question"), tr("Answer"), tr("Source")};
  for (const Entry& entry : m_fields) {
    if (!entry.line->text().isEmpty())
      table.rows << QStringList{entry.line->accessibleName(), entry.line->text(), tr("given")};
  }
  for (const AnswerList* answers : {m_transfer, m_multipart, m_buffer}) table.rows << answers->table().rows;
  return table;
}

QWidget* TransferDialog::addSection(const QString& title, QFormLayout*& form, AnswerList*& answers) {
  auto* section = new QWidget(m_body);
  auto* column = new QVBoxLayout(section);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  auto* heading = new QLabel(title, section);
  heading->setFont(uiFont(metrics::kText, QFont::DemiBold));
  column->addWidget(heading);
  auto* row = new QHBoxLayout;
  row->setSpacing(24);
  auto* fields = new QWidget(section);
  fields->setFixedWidth(kFormWidth);
  form = new QFormLayout(fields);
  form->setContentsMargins(0, 0, 0, 0);
  form->setVerticalSpacing(4);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  row->addWidget(fields, 0, Qt::AlignTop);
  answers = new AnswerList(section);
  answers->setAccessibleName(title);
  answers->setMinimumWidth(kAnswersWidth);
  row->addWidget(answers, 1, Qt::AlignTop);
  column->addLayout(row);
  return section;
}

void TransferDialog::addField(Field field, QFormLayout* form, const QString& label, const PropertySchema* schema,
                              std::optional<double> TransferQuestion::* value) {
  Q_ASSERT(schema);
  Entry& entry = m_fields[static_cast<std::size_t>(field)];
  entry.schema = schema;
  entry.value = value;
  auto* box = new QWidget(form->parentWidget());
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(1);
  entry.line = new TypedLine(box);
  entry.line->setPlaceholderText(isFraction(*entry.schema) ? QStringLiteral("%") : toQString(entry.schema->unit));
  entry.line->setToolTip(toQString(entry.schema->help));
  entry.line->setAccessibleName(QString(label).remove(QLatin1Char('&')));
  entry.problem = new QLabel(box);
  entry.problem->setFont(uiFont(metrics::kHeaderText));
  entry.problem->setWordWrap(true);
  entry.problem->setTextFormat(Qt::PlainText);
  entry.problem->hide();
  column->addWidget(entry.line);
  column->addWidget(entry.problem);
  auto* name = new QLabel(label, form->parentWidget());
  name->setBuddy(entry.line);
  name->setMinimumWidth(kLabel);
  form->addRow(name, box);
  connect(entry.line, &QLineEdit::textEdited, this, [this, field](const QString& text) {
    read(m_fields[static_cast<std::size_t>(field)], text);
    update();
  });
  connect(entry.line, &TypedLine::finished, this, [this, field] { tidy(m_fields[static_cast<std::size_t>(field)]); });
}

void TransferDialog::addGateway(QFormLayout* form) {
  m_gateway = new FieldCombo(form->parentWidget());
  m_gateway->setFixedHeight(metrics::kField);
  m_gateway->setAccessibleName(tr("Gateway"));
  m_gateway->addItem(tr("None"), QString());
  if (const PropertySchema* schema = schemaOf("storage-gateway", "type")) {
    for (const auto& choice : schema->choices) m_gateway->addItem(toQString(choice.label), toQString(choice.value));
  }
  auto* name = new QLabel(tr("&Gateway"), form->parentWidget());
  name->setBuddy(m_gateway);
  name->setMinimumWidth(kLabel);
  form->addRow(name, m_gateway);
  connect(m_gateway, &QComboBox::activated, this, [this](int row) {
    m_question.gateway = m_gateway->itemData(row).toString().toStdString();
    m_gateway->setDisplay(m_gateway->currentText(), false);
    update();
  });
}

void TransferDialog::fill() {
  for (Entry& entry : m_fields) tidy(entry);
  m_gateway->setCurrentIndex(std::max(0, m_gateway->findData(toQString(m_question.gateway))));
  m_gateway->setDisplay(m_gateway->currentText(), false);
}

void TransferDialog::read(Entry& entry, const QString& text) {
  QString problem;
  if (text.trimmed().isEmpty()) {
    m_question.*entry.value = std::nullopt;
  } else {
    const Quantity quantity = parseQuantity(*entry.schema, text, locale());
    const double least = entry.schema == compressionSchema() ? 1 : 0;
    const bool below = quantity.number && *quantity.number < least;
    m_question.*entry.value = below ? std::nullopt : quantity.number;
    const QString tooSmall = least > 0 ? tr("Nothing gets larger: at least 1.") : tr("It cannot be negative.");
    problem = below ? tooSmall : quantity.problem;
  }
  entry.problem->setText(problem);
  entry.problem->setVisible(!problem.isEmpty());
  entry.line->setProperty("fieldSeverity", problem.isEmpty() ? QVariant() : QVariant(QStringLiteral("error")));
  entry.line->QWidget::update();
}

// As the program writes it; what cannot be read stays as it was typed.
void TransferDialog::tidy(Entry& entry) {
  const std::optional<double>& value = m_question.*entry.value;
  if (value) entry.line->showText(quantityText(*entry.schema, *value, locale()));
  else if (entry.problem->text().isEmpty()) entry.line->showText({});
}

QString TransferDialog::problem(Field field) const { return m_fields[static_cast<std::size_t>(field)].problem->text(); }

void TransferDialog::update() {
  const auto design = m_document->design();
  if (!design) return;
  const TransferPlan plan = planTransfer(m_question, design->profile(), design->topology().assumptions);
  const TransferQuestion some{.dataTb = 1, .linkMbps = 1, .utilisation = 1, .objectMb = 1};
  const TransferPlan example = planTransfer(some, design->profile(), design->topology().assumptions);
  m_transfer->show(transferAnswers(plan, example));
  m_multipart->show(multipartAnswers(plan, example));
  m_buffer->show(gatewayAnswers(plan));
  grow();
}

// Answers wrap, and all of them are to be read: a dialog does not grow with them by itself. It stops at the screen.
void TransferDialog::grow() {
  // Lines that wrap now have to be known first.
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
  layout()->activate();
  const QSize room = dialogRoom(*this);
  const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
  const int least = std::min(m_body->minimumSizeHint().width() + bar, room.width());
  m_scroll->setMinimumWidth(least);  // whatever a window manager makes of the size
  const int width = std::clamp(this->width(), least, room.width());
  const int body = m_body->layout()->totalHeightForWidth(width - bar);
  const int below = m_copy->sizeHint().height() + kMargin;
  const QSize needed(width, std::min(std::max(body + below, height()), room.height()));
  if (needed != size()) resize(needed);
}

void TransferDialog::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  grow();
}

}  // namespace nines
