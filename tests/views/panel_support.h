// A document for panels: a topology that takes edits, and reports that the test makes or the analyses give.
#pragma once

#include <QApplication>
#include <QImage>
#include <QStandardPaths>
#include <QWidget>

#include "analysis/report.h"
#include "document.h"
#include "selection.h"
#include "support.h"
#include "theme/theme_style.h"

namespace nines::test {

class PanelDocument final : public Document {
 public:
  explicit PanelDocument(Topology topology = {}) : m_topology(std::move(topology)) { rebuild(); }

  std::shared_ptr<const Design> design() const override { return m_design; }
  std::shared_ptr<const Report> report() const override { return m_report; }
  bool isReadOnly() const override { return m_readOnly; }
  bool submit(const Edit& edit, QString* why = nullptr) override {
    const auto applied = apply(m_topology, edit);
    if (!applied) {
      if (why) *why = QString::fromStdString(applied.error().reason);
      return false;
    }
    edits.push_back(edit);
    inverses.push_back(applied->inverse);
    rebuild();
    emit changed(applied->changes, false);
    return true;
  }

  bool undo() {
    const Edit inverse = inverses.back();
    inverses.pop_back();
    const auto applied = apply(m_topology, inverse);
    if (!applied) return false;
    rebuild();
    emit changed(applied->changes, true);
    return true;
  }

  void setReport(Report report) {
    report.topology = m_design->snapshot();
    m_report = std::make_shared<const Report>(std::move(report));
    emit reportChanged();
  }
  // What the shipped rules and estimates say now.
  void judge() {
    m_report = analyse(m_design->snapshot(), 1);
    emit reportChanged();
  }
  void setReadOnly(bool readOnly) { m_readOnly = readOnly; }

  const Node& node(const std::string& id) const { return *m_topology.nodes.find(id); }
  const Value* property(const std::string& id, const std::string& key) const {
    const auto& properties = node(id).properties;
    const auto at = properties.find(key);
    return at == properties.end() ? nullptr : &at->second;
  }
  const Topology& topology() const { return m_topology; }

  std::vector<Edit> edits;
  std::vector<Edit> inverses;

 private:
  void rebuild() {
    m_design = std::make_shared<const Design>(std::make_shared<const Topology>(m_topology), Catalogue::shipped(),
                                              Profiles::shipped().orDefault(m_topology.profile));
  }

  Topology m_topology;
  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Report> m_report;
  bool m_readOnly = false;
};

// Two Regions, a Multi-AZ MySQL with a replica, a bucket, a workload.
inline Topology ordersDesign() {
  Topology t;
  t.name = "Orders";
  t.nodes.put({"eu-west-1", "region", "", "eu-west-1", {}, {{"code", "eu-west-1"}}, {}});
  t.nodes.put({"eu-west-1a", "az", "eu-west-1", "eu-west-1a", {}, {{"code", "eu-west-1a"}}, {}});
  t.nodes.put({"eu-west-1b", "az", "eu-west-1", "eu-west-1b", {}, {{"code", "eu-west-1b"}}, {}});
  t.nodes.put({"eu-central-1", "region", "", "eu-central-1", {}, {{"code", "eu-central-1"}}, {}});
  t.nodes.put({"orders-db",
               "rds-instance",
               "eu-west-1a",
               "orders-db",
               {},
               {{"engine", "mysql"}, {"engineVersion", "8.0.36"}, {"multiAz", true}, {"allocatedGb", 500}},
               {}});
  t.nodes.put({"orders-r1", "rds-instance", "eu-west-1b", "orders-r1", {}, {{"engine", "mysql"}}, {}});
  t.nodes.put({"app-1", "app-tier", "eu-west-1a", "app-1", {}, {}, {}});
  t.nodes.put({"docs", "s3-bucket", "eu-west-1", "orders-docs", {}, {{"versioning", true}}, {}});
  t.nodes.put({"orders", "users", "", "Orders", {}, {{"availabilityTarget", 0.9995}, {"rtoSeconds", 900}}, {}});
  t.nodes.put({"hint", "note", "", "", {}, {{"text", "Region loss: promote orders-db-dr"}}, {}});
  t.links.put({"orders-app", "uses", "orders", "app-1", {}, {}, {}});
  t.links.put({"app-db", "uses", "app-1", "orders-db", {{"access", "read-write"}}, {}, {}});
  t.links.put({"db-r1", "replicates", "orders-db", "orders-r1", {}, {}, {}});
  return t;
}

inline Finding makeFinding(std::string_view rule, Severity severity, std::vector<std::string> subjects,
                           std::string_view phrase, std::string_view property = {}, bool fixable = false) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.subjects = std::move(subjects);
  finding.phrase = phrase;
  finding.property = property;
  finding.fixable = fixable;
  return finding;
}

// Where NINES_PICTURES names a folder, the widget's picture goes there, so that people can look at it.
inline void keepPicture(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("NINES_PICTURES");
  if (!folder.isEmpty()) widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

// Rows of the picture that have a pixel of this colour: proof that something was painted with it.
inline bool shows(const QImage& picture, const QColor& colour) {
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      if (picture.pixelColor(x, y).rgb() == colour.rgb()) return true;
    }
  }
  return false;
}

}  // namespace nines::test
