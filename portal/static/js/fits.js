/* Whether a service fits what somebody looks for: 1 it does, 0 it does not say, -1 no.
   Services come as one line of codes, see portal/blueprints/services/codes.py. */
(function () {
  "use strict";

  var DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  var WEEK = 7 * 1440;
  var CHILDREN = ["girls", "boys"];

  function listed(said) {
    return said ? said.split(",") : [];
  }

  function parsed(line) {
    var parts = line.split(";");
    return {
      category: parts[0],
      groups: listed(parts[1]),
      status: listed(parts[2]),
      spoken: listed(parts[3]),
      flags: parts[4],
      areas: listed(parts[5]),
      hours: parts[6]
    };
  }

  /* Minutes since Monday, midnight, where the services are: not where the reader is. */
  function minuteOf(date) {
    var shown = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Belgrade",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hour12: false
    });
    var told = {};
    shown.formatToParts(date).forEach(function (part) {
      told[part.type] = part.value;
    });
    return DAYS.indexOf(told.weekday) * 1440 + (told.hour % 24) * 60 + Number(told.minute);
  }

  function isOpen(hours, minute) {
    if (!hours) return 0;
    if (hours === "a") return 1;
    if (hours === "-") return -1;
    var now = hours.split(",").some(function (span) {
      var ends = span.split("-");
      return [minute, minute + WEEK].some(function (at) {
        return Number(ends[0]) <= at && at < Number(ends[1]);
      });
    });
    return now ? 1 : -1;
  }

  function has(codes, wanted) {
    return codes.some(function (code) {
      return wanted.indexOf(code) >= 0;
    });
  }

  function says(codes, wanted) {
    if (!codes.length) return 0;
    return has(codes, wanted) ? 1 : -1;
  }

  function yes(holds) {
    return holds ? 1 : -1;
  }

  /* No group named is anyone; "no status needed" takes everybody. */
  var ASKED = {
    category: function (service, wanted) {
      return yes(service.category === wanted);
    },
    group: function (service, wanted) {
      var any = wanted === "children" ? CHILDREN : [wanted];
      return yes(!service.groups.length || has(service.groups, any));
    },
    status: function (service, wanted) {
      return says(service.status, [wanted, "none"]);
    },
    language: function (service, wanted) {
      return says(service.spoken, [wanted]);
    },
    open: function (service, wanted, minute) {
      return isOpen(service.hours, minute);
    },
    specialised: function (service) {
      return yes(service.flags.indexOf("s") >= 0);
    },
    verified: function (service) {
      return yes(service.flags.indexOf("v") >= 0);
    }
  };

  function fits(service, wish, minute) {
    return Object.keys(ASKED).reduce(function (least, name) {
      if (!wish[name] || least < 0) return least;
      return Math.min(least, ASKED[name](service, wish[name], minute));
    }, 1);
  }

  /* Whether it serves a town without having a place there. */
  function reaches(service, town) {
    return service.flags.indexOf("n") >= 0 || service.areas.indexOf(town) >= 0;
  }

  window.portalFits = { parsed: parsed, minuteOf: minuteOf, fits: fits, reaches: reaches };
})();
