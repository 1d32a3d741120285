#include "transfer/transfer_text.h"

#include <QCoreApplication>
#include <cmath>

#include "charts/local_figures.h"
#include "recovery/runbook.h"
#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr double kLongest = 100 * kYearSeconds;
constexpr double kDay = 86400;

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Transfer", text, nullptr, n); }

QString number(double value) { return localNumber(toQString(formatNumber(value))); }

QString sized(double value, const char* unit) { return number(value) + QChar(0x00a0) + QLatin1String(unit); }

// The same figure never stands on both sides of the week, as in findings.
QString timeText(double seconds, double week) {
  if (!std::isfinite(seconds)) return tr("Never: nothing gets through");
  if (seconds > kLongest) return tr("more than 100 years");
  const std::string text = formatDuration(seconds);
  const QString figure = localFigure(toQString(text));
  return seconds > week && text == formatDuration(week) ? tr("a little over %1").arg(figure) : figure;
}

QString from(const Source& source) { return toQString(sourceText(source)); }

QString devicesText(const TransferPlan::Devices& devices) {
  const QString one = sized(devices.capacityTb, "TB");
  return devices.jobs == 1 ? tr("1 device of %1").arg(one) : tr("%1 devices of %2").arg(number(devices.jobs), one);
}

TransferAnswer choiceOf(const TransferPlan& plan) {
  const QString week = tr("the rule of the course: a device past %1 days").arg(number(plan.maximumDays));
  switch (plan.choice) {
    case TransferPlan::Choice::unknown:
      return {tr("Advice"), tr("Give data, line and utilisation"), week + QStringLiteral("; ") + from(plan.week)};
    case TransferPlan::Choice::line:
      return {tr("Advice"), tr("Take the line"), week + QStringLiteral("; ") + from(plan.week)};
    case TransferPlan::Choice::fasterLine:
      return {tr("Advice"), tr("Get a faster line"), tr("so little is no case for a device")};
    case TransferPlan::Choice::divide:
      return {tr("Advice"), tr("Divide the objects first"),
              week + QStringLiteral("; ") + from(plan.devices ? plan.devices->objects : plan.adviceSource)};
    case TransferPlan::Choice::device:
    case TransferPlan::Choice::elsewhere:
      break;
  }
  return {tr("Advice"), tr("Take %1").arg(toQString(plan.advice)),
          week + QStringLiteral("; ") + from(plan.adviceSource)};
}

QString gatewayName(const std::string& type) {
  if (type == "stored-volume") return tr("Stored volumes: all data stays on site, snapshots go to S3");
  if (type == "cached-volume") return tr("Cached volumes: the data is in S3, what is in use stays on site");
  if (type == "tape") return tr("Tape gateway: a virtual tape library for backup software");
  return tr("File gateway: NFS or SMB shares whose files are objects in S3");
}

}  // namespace

std::vector<TransferAnswer> transferAnswers(const TransferPlan& plan, const TransferPlan& example) {
  std::vector<TransferAnswer> out;
  out.push_back({tr("Over the line"),
                 plan.lineSeconds ? timeText(*plan.lineSeconds, plan.maximumDays * kDay) : tr("unknown"),
                 tr("data ÷ (line × utilisation)")});
  if (const auto& devices = plan.devices ? plan.devices : example.devices) {
    const Duration& shipping = devices->shipping;
    if (plan.devices && !devices->takesObject)
      out.push_back({tr("By Snowball"), tr("No: it takes no objects over %1").arg(sized(devices->objectGib, "GiB")),
                     tr("objects: %1; sizes: %2").arg(from(devices->objects), from(devices->offer))});
    else
      out.push_back({tr("By Snowball"),
                     plan.devices ? devicesText(*devices) + QStringLiteral(", ") + toQString(spanText(shipping.seconds))
                                  : tr("unknown"),
                     tr("sizes: %1; time: %2").arg(from(devices->offer), from(shipping.source))});
  }
  out.push_back(choiceOf(plan));
  if (!plan.openToNew)
    out.push_back(
        {tr("Snowball"), tr("Closed to new customers; AWS advises %1").arg(toQString(plan.today)), from(plan.open)});
  else if (!plan.today.empty())
    out.push_back({tr("Today"), tr("Snowball is closed to new customers; AWS advises %1").arg(toQString(plan.today)),
                   from(plan.todaySource)});
  return out;
}

std::vector<TransferAnswer> multipartAnswers(const TransferPlan& plan, const TransferPlan& example) {
  const auto& known = plan.multipart ? plan.multipart : example.multipart;
  if (!known) return {};
  const TransferPlan::Multipart& parts = *known;
  const QString limit = tr("advised from %1; %2").arg(sized(parts.fromMb, "MB"), from(parts.from));
  const QString least = tr("from %1; %2").arg(sized(parts.partMib, "MiB"), from(parts.limits));
  if (!plan.multipart)
    return {{tr("Upload"), tr("Give the size of a large object"), limit}, {tr("Parts"), tr("unknown"), least}};
  if (!parts.possible)
    return {{tr("Upload"), tr("Larger than an object can be: %1").arg(sized(parts.mostGib, "GiB")), from(parts.most)},
            {tr("Parts"), tr("none"), least}};
  if (!parts.advised) return {{tr("Upload"), tr("In one piece"), limit}, {tr("Parts"), QStringLiteral("1"), least}};
  const QString counts =
      parts.parts == parts.fewest ? number(parts.parts) : tr("%1 to %2").arg(number(parts.fewest), number(parts.parts));
  const QString needed = tr("over %1; %2").arg(sized(parts.pieceGib, "GiB"), from(parts.piece));
  return {{tr("Upload"), parts.needed ? tr("Multipart, needed") : tr("Multipart"), parts.needed ? needed : limit},
          {tr("Parts"), counts, least}};
}

std::vector<TransferAnswer> gatewayAnswers(const TransferPlan& plan) {
  if (!plan.gateway) return {{tr("Gateway"), tr("Choose what the site works with"), {}}};
  const TransferPlan::Gateway& gateway = *plan.gateway;
  std::vector<TransferAnswer> out{{tr("Gateway"), gatewayName(gateway.type), {}}};
  const QString needsData = tr("by the data, which is not given");
  if (gateway.tapes) out.push_back({tr("Tapes"), number(*gateway.tapes), from(gateway.limits)});
  else if (gateway.type == "tape") out.push_back({tr("Tapes"), tr("unknown"), needsData});
  if (gateway.gateways)
    out.push_back({tr("For all data"),
                   *gateway.gateways == 1 ? tr("1 gateway") : tr("%1 gateways").arg(number(*gateway.gateways)),
                   from(gateway.limits)});
  else if (gateway.type != "file") out.push_back({tr("For all data"), tr("unknown"), needsData});
  const QString disk = gateway.waitsInCache ? tr("Cache, for what waits") : tr("Upload buffer");
  if (!gateway.bufferGib) {
    out.push_back(
        {disk, tr("Give what is written and uploaded, and for how long"),
         tr("%1 to %2; %3").arg(sized(gateway.leastGib, "GiB"), sized(gateway.mostGib, "GiB"), from(gateway.buffer))});
    return out;
  }
  const QString size = sized(*gateway.bufferGib, "GiB");
  out.push_back({disk, gateway.fits() ? size : tr("%1, more than a gateway takes").arg(size),
                 tr("(written − uploaded × compression) × time, %1 to %2; %3")
                     .arg(sized(gateway.leastGib, "GiB"), sized(gateway.mostGib, "GiB"), from(gateway.buffer))});
  return out;
}

}  // namespace nines
