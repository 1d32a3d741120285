#include "formats/drill_json.h"

#include <set>
#include <vector>

#include "formats/json_writer.h"
#include "recovery/lost_place.h"
#include "semantics/resource.h"

namespace nines {

namespace {

using json::Writer;

std::string_view textOf(Fate fate) {
  switch (fate) {
    case Fate::failed:
      return "failed";
    case Fate::spoiled:
      return "spoiled";
    case Fate::stale:
      return "stale";
    case Fate::promoted:
      return "promoted";
    case Fate::restored:
      return "restored";
    case Fate::started:
      return "started";
  }
  return {};
}

void writeSpan(Writer& out, const Span& span) {
  out.object([&] {
    out.key("best").value(span.best);
    out.key("worst").value(span.worst);
  });
}

// An object even where nothing is known: readers need not ask before they look inside.
void writeSpan(Writer& out, const std::optional<Span>& span) {
  if (span) return writeSpan(out, *span);
  out.object([&] {
    out.key("best").null();
    out.key("worst").null();
  });
}

void writeVerdict(Writer& out, std::optional<bool> met) { met ? out.value(*met) : out.null(); }

// Null where nobody can say.
void writeRecovers(Writer& out, const RecoveryFigures& figures) {
  out.key("recovers");
  figures.recoveryUnknown ? out.null() : out.value(figures.recovers);
}

void writeMissing(Writer& out, const std::vector<MissingValue>& missing) {
  out.key("missing").array(missing, [&](const MissingValue& each) {
    out.object([&] {
      out.key("id").value(each.owner);
      out.key("property").value(each.key);
    });
  });
}

void writeSource(Writer& out, const Source& source) {
  out.key("source").textOrNull(source.text);
  out.key("sourceDate").textOrNull(source.date);
}

void writeStates(Writer& out, const std::vector<StateChange>& states) {
  out.array(states, [&](const StateChange& change) {
    out.object([&] {
      out.key("from").value(change.from);
      out.key("state").value(toText(change.state));
    });
  });
}

void writeStep(Writer& out, const DrillStep& step, const std::vector<DrillStep>& all) {
  out.object([&] {
    out.key("id").value(step.id);
    out.key("what").value(step.what);
    out.key("subject").value(step.subject);
    out.key("kind").value(toText(step.kind));
    writeSource(out, step.source);
    out.key("start").value(step.start.worst);
    out.key("best").value(step.duration.best);
    out.key("worst").value(step.duration.worst);
    writeSpan(out.key("starts"), step.start);
    writeSpan(out.key("ends"), step.end);
    out.key("after").array(step.after, [&](std::size_t before) { out.value(all[before].id); });
    out.key("critical").value(step.critical);
    out.key("assumptions").strings(step.assumptions);
    out.key("properties").array(step.properties, [&](const DrillStep::Property& property) {
      out.object([&] {
        out.key("node").value(property.node);
        out.key("key").value(property.key);
      });
    });
    out.key("note").textOrNull(step.note);
  });
}

void writeLoss(Writer& out, const StoreLoss& loss) {
  out.object([&] {
    out.key("store").value(loss.store);
    out.key("successor").textOrNull(loss.successor);
    out.key("how").textOrNull(loss.how);
    writeSpan(out.key("rpoSeconds"), loss.rpo);
    out.key("lost").value(loss.lost);
    writeSource(out, loss.source);
    out.key("assumptions").strings(loss.because);
  });
}

void writeWorkload(Writer& out, const WorkloadDrill& workload) {
  out.object([&] {
    out.key("id").value(workload.id);
    out.key("affected").value(workload.affected);
    writeRecovers(out, workload);
    writeSpan(out.key("rtoSeconds"), workload.rto);
    writeSpan(out.key("rpoSeconds"), workload.rpo);
    writeSpan(out.key("readRtoSeconds"), workload.readRto);
    writeStates(out.key("states"), workload.states);
    writeStates(out.key("bestStates"), workload.bestStates);
    out.key("rtoTarget").value(workload.rtoTarget);
    out.key("rpoTarget").value(workload.rpoTarget);
    writeVerdict(out.key("met"), workload.met());
    writeVerdict(out.key("rtoMet"), workload.rtoMet);
    writeVerdict(out.key("rpoMet"), workload.rpoMet);
    out.key("steps").array(workload.steps, [&](const DrillStep& step) { writeStep(out, step, workload.steps); });
    out.key("losses").array(workload.losses, [&](const StoreLoss& loss) { writeLoss(out, loss); });
    out.key("costliest").textOrNull(workload.costliest ? workload.steps[*workload.costliest].id : std::string());
    out.key("advice").textOrNull(workload.advice);
    out.key("unknownBecause").textOrNull(workload.unknownBecause);
    writeMissing(out, workload.missing);
  });
}

// Resources only, as they are counted everywhere else: a place, a note or a workload is none.
void writeNodes(Writer& out, const Design& design, const Drill& drill) {
  out.array([&] {
    for (const NodeChange& change : drill.nodes) {
      const NodeIndex node = design.indexOf(change.node);
      if (node != kNone && !isResource(design, node)) continue;
      out.object([&] {
        out.key("id").value(change.node);
        out.key("becomes").value(textOf(change.fate));
        out.key("elsewhere").value(isElsewhere(design, drill.outage, change));
        writeSpan(out.key("at"), change.at);
      });
    }
  });
}

void writeDrill(Writer& out, const Design& design, const Drill& drill) {
  out.object([&] {
    out.key("outage").value(toText(drill.outage));
    out.key("down").strings(drill.down);
    out.key("promoted").strings(drill.promoted);
    writeNodes(out.key("nodes"), design, drill);
    out.key("links").array(drill.links, [&](const LinkChange& change) {
      out.object([&] {
        out.key("id").value(change.link);
        out.key("becomes").value(toText(change.traffic));
        writeSpan(out.key("at"), change.at);
      });
    });
    out.key("detours").array(drill.detours, [&](const Detour& detour) {
      out.object([&] {
        out.key("carries").value(toText(detour.kind));
        out.key("from").value(detour.from);
        out.key("to").value(detour.to);
        out.key("instead").value(detour.instead);
        writeSpan(out.key("at"), detour.at);
      });
    });
    out.key("workloads").array(drill.workloads, [&](const WorkloadDrill& workload) { writeWorkload(out, workload); });
  });
}

void writeCell(Writer& out, const std::string& workload, const MatrixCell& cell) {
  out.object([&] {
    out.key("id").value(workload);
    out.key("outage").textOrNull(toText(cell.outage));
    out.key("affected").value(cell.affected);
    writeRecovers(out, cell);
    writeSpan(out.key("rtoSeconds"), cell.rto);
    writeSpan(out.key("rpoSeconds"), cell.rpo);
    writeSpan(out.key("readRtoSeconds"), cell.readRto);
    out.key("rtoTarget").value(cell.rtoTarget);
    out.key("rpoTarget").value(cell.rpoTarget);
    writeVerdict(out.key("met"), cell.met);
    writeMissing(out, cell.missing);
  });
}

void writeColumn(Writer& out, std::span<const std::string> workloads, const MatrixColumn& column) {
  out.object([&] {
    out.key("kind").value(toText(column.kind));
    out.key("outage").textOrNull(column.outage ? toText(*column.outage) : std::string());
    out.key("title").value(column.title);
    std::size_t at = 0;
    out.key("workloads").array(column.cells, [&](const MatrixCell& cell) {
      const std::string& workload = workloads[at++];
      if (cell.affected) writeCell(out, workload, cell);
    });
  });
}

// The outages that a column speaks of.
std::vector<Outage> outagesOf(const MatrixColumn& column) {
  if (column.outage) return {*column.outage};
  std::vector<Outage> out;
  for (const MatrixCell& cell : column.cells) {
    if (!cell.outage.parts.empty()) out.push_back(cell.outage);
  }
  return out;
}

}  // namespace

void writeMatrix(Writer& out, const DrillMatrix& matrix) {
  out.array(matrix.columns, [&](const MatrixColumn& column) { writeColumn(out, matrix.workloads, column); });
}

std::string drillsJson(const Design& design, std::span<const Drill> drills) {
  Writer out;
  out.object([&] { out.key("outages").array(drills, [&](const Drill& drill) { writeDrill(out, design, drill); }); });
  return std::move(out).take();
}

bool writeAllDrills(const Design& design, const Driller& driller,
                    const std::function<bool(std::string_view part)>& take) {
  std::vector<std::string> workloads;
  for (const NodeIndex w : design.withTrait(trait::kWorkload)) workloads.push_back(design.node(w).id);
  std::vector<Outage> outages;  // each once, in the order of the matrix
  std::set<Outage> seen;
  Writer out(take);
  out.object([&] {
    out.key("workloads").strings(workloads);
    out.key("matrix").array([&] {
      driller.eachColumn([&](const MatrixColumn& column) {
        writeColumn(out, workloads, column);
        for (Outage& outage : outagesOf(column)) {
          if (seen.insert(outage).second) outages.push_back(std::move(outage));
        }
        return !out.isRefused();
      });
    });
    out.key("outages").array(outages, [&](const Outage& outage) {
      if (!out.isRefused()) writeDrill(out, design, driller.drill(outage, Driller::Workloads::affected));
    });
  });
  return std::move(out).finish();
}

}  // namespace nines
