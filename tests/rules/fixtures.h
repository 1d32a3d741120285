// The fixtures of rules: tests/fixtures/rules/<rule>/<name>.nines beside <name>.findings.json, which states the
// complete list of findings per profile. Names begin with "pass" (nothing from this rule) or "fail" (something from
// it).
#pragma once

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <string>
#include <vector>

#include "formats/native.h"
#include "rules_support.h"
#include "support.h"

namespace nines::test {

struct RuleFixture {
  std::string rule;
  std::string name;
  std::string path;  // below tests/fixtures, without ending

  bool passes() const { return name.starts_with("pass"); }
};

// Those of one rule, or of all.
inline std::vector<RuleFixture> ruleFixtures(std::string_view only = {}) {
  std::vector<RuleFixture> out;
  const QDir root(QString::fromStdString(fixturePath("rules")));
  for (const QString& rule : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
    if (!only.empty() && rule.toStdString() != only) continue;
    for (const QString& file :
         QDir(root.filePath(rule)).entryList({QStringLiteral("*.nines")}, QDir::Files, QDir::Name)) {
      const std::string name = file.chopped(6).toStdString();
      out.push_back({rule.toStdString(), name, "rules/" + rule.toStdString() + "/" + name});
    }
  }
  return out;
}

// The design; fails the test and gives an empty one if it cannot be read.
inline Topology loadRuleFixture(const RuleFixture& fixture) {
  auto topology = readDesign(test::fixture(fixture.path + ".nines"), fixture.path, Catalogue::shipped());
  if (topology) return std::move(topology).value();
  QTest::qFail(topology.error().text().c_str(), __FILE__, __LINE__);
  return {};
}

// A finding as the sidecar states it: one line of text, so that lists compare and read well.
inline std::string stated(const Finding& f) {
  return std::string(toText(f.severity)) + " " + f.key() +
         (f.property.empty() ? "" : " property " + std::string(f.property)) + (f.unknown ? " unknown" : "") +
         (f.fixable ? " fixable" : "");
}

inline QJsonArray sidecarOf(const RuleFixture& fixture, std::string_view profile) {
  const QByteArray text = QByteArray::fromStdString(test::fixture(fixture.path + ".findings.json"));
  const QJsonObject root = QJsonDocument::fromJson(text).object();
  const QString key = QString::fromUtf8(profile.data(), static_cast<qsizetype>(profile.size()));
  if (!root.value(key).isArray())
    QTest::qFail((fixture.path + " states nothing for a profile").c_str(), __FILE__, __LINE__);
  return root.value(key).toArray();
}

inline std::vector<std::string> statedFindings(const RuleFixture& fixture, std::string_view profile) {
  std::vector<std::string> out;
  for (const QJsonValue& value : sidecarOf(fixture, profile)) {
    const QJsonObject f = value.toObject();
    const std::string property = f.value(QStringLiteral("property")).toString().toStdString();
    out.push_back(f.value(QStringLiteral("severity")).toString().toStdString() + " " +
                  f.value(QStringLiteral("key")).toString().toStdString() +
                  (property.empty() ? "" : " property " + property) +
                  (f.value(QStringLiteral("unknown")).toBool() ? " unknown" : "") +
                  (f.value(QStringLiteral("fixable")).toBool() ? " fixable" : ""));
  }
  return out;
}

// The sentences that the sidecar states, by key: where a limit shows in words only.
inline std::map<std::string, std::string> statedMessages(const RuleFixture& fixture, std::string_view profile) {
  std::map<std::string, std::string> out;
  for (const QJsonValue& value : sidecarOf(fixture, profile)) {
    const QJsonObject f = value.toObject();
    const QString message = f.value(QStringLiteral("message")).toString();
    if (!message.isEmpty()) out.emplace(f.value(QStringLiteral("key")).toString().toStdString(), message.toStdString());
  }
  return out;
}

}  // namespace nines::test
