/* Makes an editor of every textarea.json-editor: numbered lines, a button that formats, and errors with their place as one types.
   Tab leaves the field, as everywhere in a form; Enter keeps the indentation. Without this script the plain text area works. */
"use strict";
{
  const NAMES = { text: "text", integer: "whole numbers", float: "numbers", boolean: "true or false", list: "a list", dict: "an object" };

  class Fault extends Error {
    constructor(at, message) {
      super(message);
      this.at = at;
    }
  }

  /** Reads a document, as strictly as JSON.parse, and tells each value to `seen(value, start, path)`, innermost first. */
  class Reader {
    constructor(text, seen) {
      Object.assign(this, { text, seen, at: 0 });
    }

    document() {
      const value = this.value("", 0);
      this.space();
      if (this.at < this.text.length) throw new Fault(this.at, "The document has ended; this is too much");
      return value;
    }

    space() {
      while (" \t\n\r".includes(this.text[this.at] || "x")) this.at += 1;
    }

    value(path, depth) {
      this.space();
      if (depth > 100) throw new Fault(this.at, "This nests more than 100 deep");
      const start = this.at;
      const first = this.text[start];
      if (first === undefined) throw new Fault(start, "A value is missing here");
      const value = first === "{" ? this.object(path, depth) : first === "[" ? this.list(path, depth) : this.plain(first);
      this.seen(value, start, path);
      return value;
    }

    plain(first) {
      if (first === '"') return this.string();
      const rest = this.text.slice(this.at);
      const found = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(rest);
      if (!found) throw new Fault(this.at, first === "'" ? 'Text stands in double quotes (")' : "This is no JSON value; text stands in double quotes");
      this.at += found[0].length;
      return JSON.parse(found[0]);
    }

    string() {
      const found = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/.exec(this.text.slice(this.at));
      if (!found) throw new Fault(this.at, "This text does not end, or holds a line break or a wrong backslash");
      this.at += found[0].length;
      return JSON.parse(found[0]);
    }

    object(path, depth) {
      const made = {};
      this.members("}", () => {
        if (this.text[this.at] !== '"') throw new Fault(this.at, this.text[this.at] === "}" ? "The comma before this is too much" : "A key in double quotes belongs here");
        const start = this.at;
        const key = this.string();
        if (Object.hasOwn(made, key)) throw new Fault(start, `The key "${key}" is there already`);
        this.space();
        if (this.text[this.at] !== ":") throw new Fault(this.at, `A colon is missing after the key "${key}"`);
        this.at += 1;
        Object.defineProperty(made, key, { value: this.value(path ? `${path}.${key}` : key, depth + 1), enumerable: true, configurable: true });
      });
      return made;
    }

    list(path, depth) {
      const made = [];
      this.members("]", () => {
        if (this.text[this.at] === "]") throw new Fault(this.at, "The comma before this is too much");
        made.push(this.value(`${path}[${made.length}]`, depth + 1));
      });
      return made;
    }

    members(end, read) {
      this.at += 1;
      this.space();
      if (this.text[this.at] === end) {
        this.at += 1;
        return;
      }
      for (;;) {
        this.space();
        read();
        this.space();
        const next = this.text[this.at];
        if (next === undefined) throw new Fault(this.at, `The closing ${end} is missing`);
        if (next !== "," && next !== end) throw new Fault(this.at, `A comma or ${end} is missing before this`);
        this.at += 1;
        if (next === end) return;
      }
    }
  }

  /** Returns the annotated shape of the value at a path of keys: what the server will check it against. */
  const shapeAt = (shape, path) => {
    let found = shape;
    for (const step of path.match(/\[\d+\]|[^.[]+/g) || []) found = found && found.item && (step[0] === "[") === (found.kind === "list") ? found.item : null;
    return found;
  };

  const isOf = (kind, value) => {
    if (kind === "list") return Array.isArray(value);
    if (kind === "dict") return typeof value === "object" && value !== null && !Array.isArray(value);
    if (kind === "text") return typeof value === "string";
    if (kind === "boolean") return typeof value === "boolean";
    if (kind === "integer") return Number.isInteger(value);
    return kind !== "float" || typeof value === "number";
  };

  const check = (shape, value, start, path) => {
    const wanted = shape && shapeAt(shape, path);
    if (!wanted || (value === null && wanted.nullable) || isOf(wanted.kind, value)) return;
    throw new Fault(start, `${path || "The document"} wants ${NAMES[wanted.kind] || wanted.kind}`);
  };

  const faultOf = (text, shape) => {
    if (text.trim() === "") return null;
    try {
      new Reader(text, (value, start, path) => check(shape, value, start, path)).document();
      return null;
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  };

  const element = (name, attributes, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  };

  const placeOf = (text, at) => {
    const before = text.slice(0, at).split("\n");
    return { line: before.length, column: before.at(-1).length + 1 };
  };

  const edit = (area) => {
    const shape = JSON.parse(area.dataset.shape || "null");
    const gutter = element("div", { className: "json-gutter" });
    gutter.setAttribute("aria-hidden", "true");
    const said = element("output", { id: `${area.id}_said` });
    said.setAttribute("aria-live", "polite");
    const go = element("button", { type: "button", textContent: "Go to error", hidden: true });
    const format = element("button", { type: "button", textContent: "Format" });
    const bar = element("div", { className: "json-bar" }, said, go, format);
    const frame = element("div", { className: "json-frame" });
    const box = element("div", { className: "json-box" });
    area.replaceWith(box);
    frame.append(gutter, area);
    box.append(frame, bar);
    area.setAttribute("aria-describedby", [area.getAttribute("aria-describedby"), said.id].filter(Boolean).join(" "));
    area.wrap = "off";
    let fault = null;

    const show = () => {
      const text = area.value;
      fault = faultOf(text, shape);
      const place = fault && placeOf(text, fault.at);
      const lines = text.split("\n").length;
      gutter.replaceChildren(...Array.from({ length: lines }, (_, index) => element("div", { textContent: index + 1, className: place && place.line === index + 1 ? "wrong" : "" })));
      area.rows = Math.min(Math.max(lines, 2), 24);
      area.setAttribute("aria-invalid", String(Boolean(fault)));
      said.textContent = fault ? `Line ${place.line}, column ${place.column}: ${fault.message}.` : text.trim() === "" ? "Empty" : "Valid JSON";
      said.className = fault ? "wrong" : "";
      go.hidden = !fault;
      format.hidden = Boolean(fault) || text.trim() === "";
    };
    const write = (text) => {
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    };

    area.addEventListener("input", show);
    area.addEventListener("scroll", () => {
      gutter.scrollTop = area.scrollTop;
    });
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
      event.preventDefault();
      area.setRangeText(`\n${/^\s*/.exec(line)[0]}${/[{[]\s*$/.test(line) ? "  " : ""}`, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    go.addEventListener("click", () => {
      area.focus();
      area.setSelectionRange(fault.at, Math.min(fault.at + 1, area.value.length));
    });
    format.addEventListener("click", () => {
      write(formatted(area.value));
      area.focus();
    });
    show();
  };

  /** Lays a valid document out anew, two spaces a level; numbers stay digit by digit, which JSON.parse would round. */
  const formatted = (text) => {
    let depth = 0;
    const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
    return tokens.reduce((made, token, index) => {
      if ((token === "}" || token === "]") && "{[".includes(tokens[index - 1])) {
        depth -= 1;
        return made + token;
      }
      if (token === "}" || token === "]") depth -= 1;
      const broken = token === "}" || token === "]" || ["{", "[", ","].includes(tokens[index - 1]);
      const lead = broken && index ? `\n${"  ".repeat(depth)}` : tokens[index - 1] === ":" ? " " : "";
      if (token === "{" || token === "[") depth += 1;
      return made + lead + token;
    }, "");
  };

  const start = () => document.querySelectorAll("textarea.json-editor").forEach(edit);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
