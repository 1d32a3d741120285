#include "inspector/lifecycle_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>

#include "theme/dialog_room.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kWidth = 460;
constexpr int kRowSpacing = 6;

const Value* member(const Value::Object& object, std::string_view key) {
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &at->second;
}

QString textOf(const Value* value) {
  if (!value) return {};
  if (const std::string* text = value->asText()) return toQString(*text);
  const auto number = value->asInteger();
  return number ? QString::number(*number) : QString();
}

// The wheel scrolls past it unless it has the focus, as over the fields of the inspector.
class ClassBox final : public QComboBox {
 public:
  explicit ClassBox(QWidget* parent) : QComboBox(parent) { setFocusPolicy(Qt::StrongFocus); }

 protected:
  void wheelEvent(QWheelEvent* event) override {
    if (hasFocus()) QComboBox::wheelEvent(event);
    else event->ignore();
  }
};

}  // namespace

LifecycleDialog::LifecycleDialog(const PropertySchema& schema, const Value::Array& rules, QWidget* parent)
    : QDialog(parent), m_schema(schema) {
  setWindowTitle(toQString(schema.label));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(8);
  m_none = new QLabel(tr("No rule: objects stay in their class."), this);
  layout->addWidget(m_none);
  // Many rules scroll, so that the buttons below stay on the screen.
  m_scroll = new QScrollArea(this);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->viewport()->setAutoFillBackground(false);
  auto* lines = new QWidget;
  m_rows = new QVBoxLayout(lines);
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(kRowSpacing);
  m_rows->setAlignment(Qt::AlignTop);
  m_scroll->setWidget(lines);
  lines->setAutoFillBackground(false);
  layout->addWidget(m_scroll, 1);
  auto* add = new QPushButton(tr("Add rule"), this);
  add->setAutoDefault(false);
  connect(add, &QPushButton::clicked, this, [this] { addLine({}); });
  layout->addWidget(add, 0, Qt::AlignLeft);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  m_accept = buttons->button(QDialogButtonBox::Ok);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addWidget(buttons);
  for (const Value& rule : rules) addLine(rule.asObject() ? *rule.asObject() : Value::Object());
  validate();
  resize(kWidth, sizeHint().height());
}

void LifecycleDialog::addLine(const Value::Object& rule) {
  Line line;
  line.extra = rule;
  line.row = new QWidget(this);
  line.row->setFixedHeight(metrics::kField);
  auto* row = new QHBoxLayout(line.row);
  row->setContentsMargins(0, 0, 0, 0);
  line.storageClass = new ClassBox(line.row);
  for (const Choice& choice : m_schema.choices)
    line.storageClass->addItem(toQString(choice.label), toQString(choice.value));
  const QString value = textOf(member(rule, "class"));
  if (!value.isEmpty() && line.storageClass->findData(value) < 0) line.storageClass->addItem(value, value);
  if (!value.isEmpty()) line.storageClass->setCurrentIndex(line.storageClass->findData(value));
  else if (line.storageClass->count() > 1) line.storageClass->setCurrentIndex(1);  // nothing moves to the first class
  line.storageClass->setAccessibleName(tr("Class"));
  line.days = new QLineEdit(textOf(member(rule, "afterDays")), line.row);
  line.days->setValidator(new QIntValidator(0, 36500, line.days));
  line.days->setFixedWidth(56);
  line.days->setAccessibleName(tr("After days"));
  line.noncurrent = new QCheckBox(tr("old versions"), line.row);
  const Value* noncurrent = member(rule, "noncurrent");
  line.noncurrent->setChecked(noncurrent && noncurrent->asBool() && *noncurrent->asBool());
  auto* remove = new QToolButton(line.row);
  remove->setAutoRaise(true);
  remove->setIcon(themedIcon(QStringLiteral("x"), Token::muted, {14, 14}));
  remove->setToolTip(tr("Remove rule"));
  remove->setAccessibleName(tr("Remove rule"));
  for (QWidget* field : {static_cast<QWidget*>(line.storageClass), static_cast<QWidget*>(line.days)})
    field->setFixedHeight(metrics::kField);
  row->addWidget(line.storageClass, 1);
  row->addWidget(new QLabel(tr("after"), line.row));
  row->addWidget(line.days);
  row->addWidget(new QLabel(tr("days"), line.row));
  row->addWidget(line.noncurrent);
  row->addWidget(remove);
  connect(remove, &QToolButton::clicked, this, [this, w = line.row] { removeLine(w); });
  connect(line.days, &QLineEdit::textChanged, this, &LifecycleDialog::validate);
  m_rows->addWidget(line.row);
  m_lines.push_back(std::move(line));
  validate();
}

void LifecycleDialog::removeLine(const QWidget* row) {
  for (auto at = m_lines.begin(); at != m_lines.end(); ++at) {
    if (at->row != row) continue;
    at->row->hide();
    at->row->deleteLater();
    m_lines.erase(at);
    break;
  }
  validate();
}

void LifecycleDialog::validate() {
  bool complete = true;
  for (const Line& line : m_lines) complete = complete && line.days->hasAcceptableInput();
  m_accept->setEnabled(complete);
  m_none->setVisible(m_lines.empty());
  makeRoom();
}

// The dialog is as high as its lines, and no higher than the screen.
void LifecycleDialog::makeRoom() {
  constexpr int kElse = 160;  // what stands above and below the lines
  const auto lines = static_cast<int>(m_lines.size());
  const int needed = lines * metrics::kField + std::max(lines - 1, 0) * kRowSpacing;
  m_scroll->setMinimumHeight(std::min(needed, std::max(dialogRoom(*this).height() - kElse, metrics::kField)));
}

Value::Array LifecycleDialog::rules() const {
  Value::Array rules;
  for (const Line& line : m_lines) {
    Value::Object rule = line.extra;
    rule["class"] = Value(line.storageClass->currentData().toString().toStdString());
    rule["afterDays"] = Value(std::int64_t{line.days->text().toInt()});
    // Absent means no: it is not written into a rule that did not say so.
    if (line.noncurrent->isChecked()) rule["noncurrent"] = Value(true);
    else rule.erase("noncurrent");
    rules.emplace_back(std::move(rule));
  }
  return rules;
}

}  // namespace nines
