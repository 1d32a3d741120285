// Every row of the fact sheet has a home in this project, and the home names the row back (tests/claims/claims.tsv).
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <tuple>

#include "recovery/runbook.h"
#include "rules_support.h"
#include "support/resources.h"

using namespace nines;

namespace {

// The sections of the fact sheet and how many rows each has: 158 in all.
struct Section {
  char letter;
  int rows;
};
constexpr Section kSections[] = {{'G', 10}, {'S', 13}, {'N', 9}, {'T', 13}, {'R', 19}, {'P', 24},
                                 {'A', 36}, {'Y', 11}, {'K', 4}, {'I', 4},  {'X', 15}};

using Places = std::map<std::string, std::set<std::string>>;  // by row

std::vector<std::string> allRows() {
  std::vector<std::string> out;
  for (const auto& [letter, rows] : kSections) {
    for (int i = 1; i <= rows; ++i) out.push_back(std::string(1, letter) + (i < 10 ? "0" : "") + std::to_string(i));
  }
  return out;
}

QByteArray textOf(const std::string& path) {
  QFile file(QString::fromStdString(test::fixturePath(path)));
  if (!file.open(QIODevice::ReadOnly)) QTest::qFail(path.c_str(), __FILE__, __LINE__);
  return file.readAll();
}

// The cells of each claim: row, place, and what is right where the row is not.
std::vector<QList<QByteArray>> claimLines() {
  std::vector<QList<QByteArray>> out;
  for (const QByteArray& line : textOf("../claims/claims.tsv").split('\n')) {
    if (!line.isEmpty() && !line.startsWith('#')) out.push_back(line.split('\t'));
  }
  return out;
}

// What the file claims.
Places claimed() {
  Places out;
  for (const auto& cells : claimLines()) {
    const QByteArray line = cells.join('\t');
    if (cells.size() != 2 && cells.size() != 3) QTest::qFail(line.constData(), __FILE__, __LINE__);
    else if (!out[cells[0].toStdString()].insert(cells[1].toStdString()).second)
      QTest::qFail((line + " is there twice").constData(), __FILE__, __LINE__);
  }
  return out;
}

// The embedded files below a folder, as JSON.
std::vector<QJsonObject> files(std::string_view folder) {
  std::vector<QJsonObject> out;
  for (const Resource& file : resources()) {
    if (!file.path.starts_with(folder)) continue;
    const QByteArray text(file.text.data(), static_cast<qsizetype>(file.text.size()));
    out.push_back(QJsonDocument::fromJson(text).object());
  }
  if (out.empty()) QTest::qFail("there are no such files", __FILE__, __LINE__);
  return out;
}

std::set<std::string> rowsOf(const QJsonValue& value) {
  std::set<std::string> out;
  for (const QJsonValue& row : value.toObject().value(QStringLiteral("rows")).toArray())
    out.insert(row.toString().toStdString());
  return out;
}

// Facts or assumptions of one profile with the rows that they name, by key.
std::map<std::string, std::set<std::string>> factRows(const QJsonObject& profile, const char* part) {
  std::map<std::string, std::set<std::string>> out;
  const QJsonObject facts = profile.value(QLatin1String(part)).toObject();
  for (auto at = facts.begin(); at != facts.end(); ++at) out.emplace(at.key().toStdString(), rowsOf(at.value()));
  return out;
}

// Drills that were worked by hand and name the rows whose truth they show, as "drill:<name>". test_worked runs them.
void addDrills(Places& out) {
  const QDir folder(QString::fromStdString(test::fixturePath("drill")));
  for (const QString& name : folder.entryList({QStringLiteral("*.expected.json")}, QDir::Files)) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::ReadOnly)) QTest::qFail("a drill cannot be read", __FILE__, __LINE__);
    const std::string place = "drill:" + name.section(QLatin1Char('.'), 0, 0).toStdString();
    for (const std::string& row : rowsOf(QJsonDocument::fromJson(file.readAll()).object())) out[row].insert(place);
  }
}

// What the project itself says.
Places named() {
  Places out;
  const auto add = [&](const auto& rows, const std::string& place) {
    for (const auto& row : rows) out[std::string(row)].insert(place);
  };
  for (const Rule& rule : rulebook()) add(rule.rows, "rule:" + std::string(rule.id));
  for (const RunbookForm& form : runbookForms()) add(form.rows, "runbook:" + std::string(form.id));
  for (const auto& [folder, what, part] : {std::tuple("catalogue/kinds/", "kind:", "property:"),
                                           std::tuple("catalogue/links/", "link:", "link-property:")}) {
    for (const QJsonObject& file : files(folder)) {
      const std::string id = file.value(QStringLiteral("id")).toString().toStdString();
      add(rowsOf(file), what + id);
      for (const QJsonValue& property : file.value(QStringLiteral("properties")).toArray())
        add(rowsOf(property), part + id + "." + property[QStringLiteral("key")].toString().toStdString());
    }
  }
  for (const QJsonObject& profile : files("profiles/")) {
    for (const auto& [key, rows] : factRows(profile, "facts")) add(rows, "fact:" + key);
    for (const auto& [key, rows] : factRows(profile, "assumptions")) add(rows, "assumption:" + key);
  }
  addDrills(out);
  return out;
}

}  // namespace

class TestClaims : public QObject {
  Q_OBJECT

 private slots:
  void theSheetHas158Rows() { QCOMPARE(allRows().size(), std::size_t{158}); }

  void everyRowHasAClaim() {
    const Places claims = claimed();
    for (const std::string& row : allRows()) QVERIFY2(claims.contains(row), row.c_str());
    const std::vector<std::string> rows = allRows();
    for (const auto& [row, places] : claims) QVERIFY2(std::ranges::find(rows, row) != rows.end(), row.c_str());
  }

  void claimsAreMutual() {
    const Places claims = claimed();
    const Places names = named();
    for (const auto& [row, places] : claims) {
      for (const std::string& place : places) {
        const auto at = names.find(row);
        const bool back = at != names.end() && at->second.contains(place);
        QVERIFY2(back, (place + " does not name " + row + " back").c_str());
      }
    }
    for (const auto& [row, places] : names) {
      const auto at = claims.find(row);
      for (const std::string& place : places) {
        const bool claimed = at != claims.end() && at->second.contains(place);
        QVERIFY2(claimed, ("claims.tsv lacks: " + row + "\t" + place).c_str());
      }
    }
  }

  // Where the project knows better than the sheet, a decision of that date says so.
  void differencesAreDecided() {
    const QByteArray architecture = textOf("../../ARCHITECTURE.md");
    const QByteArray decisions = architecture.mid(architecture.indexOf("## Decisions"));
    const QRegularExpression dated(" \\(Decisions, (\\d{4}-\\d\\d-\\d\\d)\\)$");
    int count = 0;
    for (const auto& cells : claimLines()) {
      if (cells.size() < 3) continue;
      const auto match = dated.match(QString::fromUtf8(cells[2]));
      QVERIFY2(match.hasMatch() && match.capturedStart() > 20, cells[2].constData());
      QVERIFY2(decisions.contains("- " + match.captured(1).toUtf8() + ':'), cells[2].constData());
      ++count;
    }
    QVERIFY(count >= 3);
  }

  // Facts and assumptions name their rows in both profiles.
  void bothProfilesNameTheSame() {
    const auto profiles = files("profiles/");
    QCOMPARE(profiles.size(), std::size_t{2});
    for (const char* part : {"facts", "assumptions"})
      QVERIFY(factRows(profiles[0], part) == factRows(profiles[1], part));
  }

  void rowsAreRows() {
    const QRegularExpression row("^[GSNTRPAYKIX]\\d\\d$");
    for (const auto& [name, places] : named())
      QVERIFY2(row.match(QString::fromStdString(name)).hasMatch(), name.c_str());
  }
};

QTEST_GUILESS_MAIN(TestClaims)
#include "test_claims.moc"
