/* What opens at a marker: made of texts alone, whatever stands in them. */
(function () {
  "use strict";

  var MOST = 40;
  var NOBODY = "00000000-0000-0000-0000-000000000000";

  function made(tag, name, said) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (said && said.lang) node.lang = said.lang;
    if (said) node.textContent = said.text || said;
    return node;
  }

  function link(href, name, said) {
    var node = made("a", name, said);
    node.href = href;
    return node;
  }

  function box() {
    var node = made("div", "map-popup");
    node.tabIndex = -1;
    return node;
  }

  /* A record of the desk, an entry on the page of its town, or one on this page. */
  function entry(words, service) {
    if (words.record) return words.record.replace(NOBODY, service.uid);
    var there = words.elsewhere && words.towns.indexOf(service.town) >= 0;
    return (there ? words.elsewhere.replace("SLUG", service.town) : "") + "#service-" + service.uid;
  }

  function reach(node, service) {
    if (service.open) node.appendChild(made("span", "", service.open));
    if (service.hours) node.appendChild(made("span", "", service.hours));
    if (service.note) node.appendChild(made("span", "", service.note));
    if (service.phone) {
      var digits = service.phone.replace(/[^+\d]/g, "");
      node.appendChild(link("tel:" + digits, "number", service.phone));
    }
  }

  function one(words, service) {
    var node = box();
    node.appendChild(made("b", "", service.name));
    node.appendChild(made("span", "", service.category + " · " + service.whom));
    if (service.at) node.appendChild(made("span", "", service.at));
    if (!service.exact) node.appendChild(made("span", "map-vague", words.area));
    if (service.goes) {
      var everywhere = service.goes === "everywhere";
      node.appendChild(made("span", "map-goes-note", everywhere ? words.everywhere : words.goes));
    }
    reach(node, service);
    node.appendChild(link(entry(words, service), "", words.entry));
    return node;
  }

  /* Several at one place: no zoom would ever part them. */
  function several(words, services) {
    var node = box();
    node.appendChild(made("b", "", words.here + " " + services.length));
    var list = made("ul", "map-here");
    services.slice(0, MOST).forEach(function (service) {
      var item = made("li");
      item.appendChild(link(entry(words, service), "", service.name));
      item.appendChild(made("span", "soft", service.category));
      list.appendChild(item);
    });
    node.appendChild(list);
    if (services.length > MOST) node.appendChild(made("span", "", words.rest));
    return node;
  }

  window.portalPopups = { made: made, one: one, several: several };
})();
