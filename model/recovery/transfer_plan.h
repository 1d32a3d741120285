// Getting data to AWS: over a line or on devices that go by post, in parts, and through a storage gateway. The formulas
// of rules about transfers, and what the transfer planner makes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recovery/durations.h"
#include "semantics/design.h"

namespace nines {

// Days that a line needs for the data if a transfer may use this fraction of it; infinite if nothing gets through.
double transferDays(double dataTb, double linkMbps, double utilisation);
// Devices of this size that hold the data; at least 1. A job is one device.
double devicesFor(double dataTb, double capacityTb);
// What is written faster than it is uploaded waits in the buffer, as it was written: GiB after so many hours; 0 if the
// line, which carries it compressed, keeps up.
double uploadBufferGib(double writeMbps, double uploadMbps, double hours, double compression = 1);
// The sizes of devices that a profile's fact offers, in TB, ascending, as the values are written. Throws
// std::runtime_error if it names none.
std::vector<Value> deviceSizes(const Fact* fact);

// A transfer over a line, as far as the design says: its data (else what the sender holds), its line (else the uplink
// of the sender's site).
struct LineTransfer {
  std::optional<double> dataTb;
  std::optional<double> linkMbps;
  double utilisation = 0;

  std::optional<double> days() const;
};
LineTransfer lineTransferOf(const Design& design, LinkIndex link);

// What is to be planned; everything may be left open.
struct TransferQuestion {
  std::optional<double> dataTb{};
  std::optional<double> linkMbps{};
  std::optional<double> utilisation{};
  std::optional<double> objectMb{};  // size of a large object
  std::string gateway{};             // "file", "stored-volume", "cached-volume", "tape"; empty: none
  std::optional<double> writeMbps{};
  std::optional<double> uploadMbps{};
  std::optional<double> writeHours{};
  std::optional<double> compression{};  // how much smaller what is uploaded gets: 2 is 2 : 1; absent: not at all

  bool operator==(const TransferQuestion&) const = default;
};
// What a node or link of the design says: a device, a gateway, a server, a bucket, a transfer. `utilisation` is the
// catalogue's default where nothing is said.
TransferQuestion transferQuestionOf(const Design& design, std::string_view id);

struct TransferPlan {
  // Over the line; empty where data or line are not said. Infinite if nothing gets through.
  std::optional<double> lineSeconds;

  // On devices: the smallest size on offer that holds everything, else the largest; empty where data is not said.
  struct Devices {
    double capacityTb = 0;
    double jobs = 1;
    Source offer;          // of the size
    Duration shipping;     // there, back and read in, for all of them at once
    double objectGib = 0;  // larger objects it cannot take
    bool takesObject = true;
    Source objects;
  };
  std::optional<Devices> devices;
  bool openToNew = true;  // for new customers
  Source open;
  std::string today;  // what AWS advises instead, by the profile that has the service closed; empty: none
  Source todaySource;

  enum class Choice {
    unknown,     // data or line are not said
    line,        // within the course's week
    device,      // past it, and devices can be ordered
    elsewhere,   // past it, and they cannot: `advice`
    fasterLine,  // past it, with too little data for a device
    divide,      // past it, and devices could be ordered, but take no objects of that size
  };
  Choice choice = Choice::unknown;
  double maximumDays = 0;  // the week
  Source week;
  std::string advice;
  Source adviceSource;

  // Of an object; empty where its size is not said.
  struct Multipart {
    bool advised = false;
    double fromMb = 0;
    Source from;
    double partMib = 0;  // the least whole number of MiB that keeps within the limits
    double parts = 0;    // so many of them
    double fewest = 0;   // parts of the largest size
    Source limits;
    double pieceGib = 0;  // what a single upload takes
    bool needed = false;  // beyond it
    Source piece;
    double mostGib = 0;  // what an object may have
    bool possible = true;
    Source most;
  };
  std::optional<Multipart> multipart;

  // Empty where no kind of gateway is asked for.
  struct Gateway {
    std::string type;
    std::optional<double> gateways;  // for all data, by the limits of volumes or tapes; empty: nothing limits it
    std::optional<double> tapes;
    Source limits;
    // What has to be buffered; empty where the rates are not said. At least what AWS asks for. A file gateway has no
    // upload buffer: what it has not uploaded waits in its cache.
    bool waitsInCache = false;
    std::optional<double> bufferGib;
    double leastGib = 0;
    double mostGib = 0;
    Source buffer;
    bool fits() const { return !bufferGib || *bufferGib <= mostGib; }
  };
  std::optional<Gateway> gateway;
};
TransferPlan planTransfer(const TransferQuestion& question, const Profile& profile, const Value::Object& assumptions);

}  // namespace nines
