// Made by "pnpm generate" from the schemas in ../../src. Do not edit.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// node_modules/.pnpm/ajv-formats@3.0.1_ajv@8.20.0/node_modules/ajv-formats/dist/formats.js
var require_formats = __commonJS({
  "node_modules/.pnpm/ajv-formats@3.0.1_ajv@8.20.0/node_modules/ajv-formats/dist/formats.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.formatNames = exports.fastFormats = exports.fullFormats = void 0;
    function fmtDef(validate, compare) {
      return { validate, compare };
    }
    exports.fullFormats = {
      // date: http://tools.ietf.org/html/rfc3339#section-5.6
      date: fmtDef(date, compareDate),
      // date-time: http://tools.ietf.org/html/rfc3339#section-5.6
      time: fmtDef(getTime(true), compareTime),
      "date-time": fmtDef(getDateTime(true), compareDateTime),
      "iso-time": fmtDef(getTime(), compareIsoTime),
      "iso-date-time": fmtDef(getDateTime(), compareIsoDateTime),
      // duration: https://tools.ietf.org/html/rfc3339#appendix-A
      duration: /^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|(\d+W)?)$/,
      uri,
      "uri-reference": /^(?:[a-z][a-z0-9+\-.]*:)?(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'"()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i,
      // uri-template: https://tools.ietf.org/html/rfc6570
      "uri-template": /^(?:(?:[^\x00-\x20"'<>%\\^`{|}]|%[0-9a-f]{2})|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?)*\})*$/i,
      // For the source: https://gist.github.com/dperini/729294
      // For test cases: https://mathiasbynens.be/demo/url-regex
      url: /^(?:https?|ftp):\/\/(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)(?:\.(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)*(?:\.(?:[a-z\u{00a1}-\u{ffff}]{2,})))(?::\d{2,5})?(?:\/[^\s]*)?$/iu,
      email: /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i,
      hostname: /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i,
      // optimized https://www.safaribooksonline.com/library/view/regular-expressions-cookbook/9780596802837/ch07s16.html
      ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/,
      ipv6: /^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i,
      regex,
      // uuid: http://tools.ietf.org/html/rfc4122
      uuid: /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
      // JSON-pointer: https://tools.ietf.org/html/rfc6901
      // uri fragment: https://tools.ietf.org/html/rfc3986#appendix-A
      "json-pointer": /^(?:\/(?:[^~/]|~0|~1)*)*$/,
      "json-pointer-uri-fragment": /^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i,
      // relative JSON-pointer: http://tools.ietf.org/html/draft-luff-relative-json-pointer-00
      "relative-json-pointer": /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
      // the following formats are used by the openapi specification: https://spec.openapis.org/oas/v3.0.0#data-types
      // byte: https://github.com/miguelmota/is-base64
      byte,
      // signed 32 bit integer
      int32: { type: "number", validate: validateInt32 },
      // signed 64 bit integer
      int64: { type: "number", validate: validateInt64 },
      // C-type float
      float: { type: "number", validate: validateNumber },
      // C-type double
      double: { type: "number", validate: validateNumber },
      // hint to the UI to hide input strings
      password: true,
      // unchecked string payload
      binary: true
    };
    exports.fastFormats = {
      ...exports.fullFormats,
      date: fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d$/, compareDate),
      time: fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareTime),
      "date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\dt(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareDateTime),
      "iso-time": fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoTime),
      "iso-date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d[t\s](?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoDateTime),
      // uri: https://github.com/mafintosh/is-my-json-valid/blob/master/formats.js
      uri: /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/)?[^\s]*$/i,
      "uri-reference": /^(?:(?:[a-z][a-z0-9+\-.]*:)?\/?\/)?(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/i,
      // email (sources from jsen validator):
      // http://stackoverflow.com/questions/201323/using-a-regular-expression-to-validate-an-email-address#answer-8829363
      // http://www.w3.org/TR/html5/forms.html#valid-e-mail-address (search for 'wilful violation')
      email: /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
    };
    exports.formatNames = Object.keys(exports.fullFormats);
    function isLeapYear(year) {
      return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    }
    var DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
    var DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    function date(str) {
      const matches = DATE.exec(str);
      if (!matches)
        return false;
      const year = +matches[1];
      const month = +matches[2];
      const day = +matches[3];
      return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month]);
    }
    function compareDate(d1, d2) {
      if (!(d1 && d2))
        return void 0;
      if (d1 > d2)
        return 1;
      if (d1 < d2)
        return -1;
      return 0;
    }
    var TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
    function getTime(strictTimeZone) {
      return function time(str) {
        const matches = TIME.exec(str);
        if (!matches)
          return false;
        const hr = +matches[1];
        const min = +matches[2];
        const sec = +matches[3];
        const tz = matches[4];
        const tzSign = matches[5] === "-" ? -1 : 1;
        const tzH = +(matches[6] || 0);
        const tzM = +(matches[7] || 0);
        if (tzH > 23 || tzM > 59 || strictTimeZone && !tz)
          return false;
        if (hr <= 23 && min <= 59 && sec < 60)
          return true;
        const utcMin = min - tzM * tzSign;
        const utcHr = hr - tzH * tzSign - (utcMin < 0 ? 1 : 0);
        return (utcHr === 23 || utcHr === -1) && (utcMin === 59 || utcMin === -1) && sec < 61;
      };
    }
    function compareTime(s1, s2) {
      if (!(s1 && s2))
        return void 0;
      const t1 = (/* @__PURE__ */ new Date("2020-01-01T" + s1)).valueOf();
      const t2 = (/* @__PURE__ */ new Date("2020-01-01T" + s2)).valueOf();
      if (!(t1 && t2))
        return void 0;
      return t1 - t2;
    }
    function compareIsoTime(t1, t2) {
      if (!(t1 && t2))
        return void 0;
      const a1 = TIME.exec(t1);
      const a2 = TIME.exec(t2);
      if (!(a1 && a2))
        return void 0;
      t1 = a1[1] + a1[2] + a1[3];
      t2 = a2[1] + a2[2] + a2[3];
      if (t1 > t2)
        return 1;
      if (t1 < t2)
        return -1;
      return 0;
    }
    var DATE_TIME_SEPARATOR = /t|\s/i;
    function getDateTime(strictTimeZone) {
      const time = getTime(strictTimeZone);
      return function date_time(str) {
        const dateTime = str.split(DATE_TIME_SEPARATOR);
        return dateTime.length === 2 && date(dateTime[0]) && time(dateTime[1]);
      };
    }
    function compareDateTime(dt1, dt2) {
      if (!(dt1 && dt2))
        return void 0;
      const d1 = new Date(dt1).valueOf();
      const d2 = new Date(dt2).valueOf();
      if (!(d1 && d2))
        return void 0;
      return d1 - d2;
    }
    function compareIsoDateTime(dt1, dt2) {
      if (!(dt1 && dt2))
        return void 0;
      const [d1, t1] = dt1.split(DATE_TIME_SEPARATOR);
      const [d2, t2] = dt2.split(DATE_TIME_SEPARATOR);
      const res = compareDate(d1, d2);
      if (res === void 0)
        return void 0;
      return res || compareTime(t1, t2);
    }
    var NOT_URI_FRAGMENT = /\/|:/;
    var URI = /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;
    function uri(str) {
      return NOT_URI_FRAGMENT.test(str) && URI.test(str);
    }
    var BYTE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/gm;
    function byte(str) {
      BYTE.lastIndex = 0;
      return BYTE.test(str);
    }
    var MIN_INT32 = -(2 ** 31);
    var MAX_INT32 = 2 ** 31 - 1;
    function validateInt32(value) {
      return Number.isInteger(value) && value <= MAX_INT32 && value >= MIN_INT32;
    }
    function validateInt64(value) {
      return Number.isInteger(value);
    }
    function validateNumber() {
      return true;
    }
    var Z_ANCHOR = /[^\\]\\Z/;
    function regex(str) {
      if (Z_ANCHOR.test(str))
        return false;
      try {
        new RegExp(str);
        return true;
      } catch (e) {
        return false;
      }
    }
  }
});

// <stdin>
var validator0 = validate20;
var schema31 = { "type": "object", "required": ["sources", "sql", "output"], "properties": { "sources": { "type": "array", "items": { "type": "object", "required": ["table", "format", "from"], "properties": { "table": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,62}$", "description": "The name by which the SQL knows it" }, "format": { "enum": ["csv", "json", "parquet"] }, "delimiter": { "enum": [",", ";", "	", "|"], "description": "Of CSV: what separates its values; a comma by default" }, "header": { "type": "boolean", "description": "Of CSV: whether the first line names the columns, as by default; else they are column0, column1 \u2026" }, "from": { "type": "object", "properties": { "text": { "type": "string", "minLength": 1, "maxLength": 2e5, "description": "CSV or JSON, inline" }, "uploadId": { "type": "string", "pattern": "^upl_[0-9a-f]{32}$", "description": "The id that POST /v1/uploads returned" } }, "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "description": "Either `text` or `uploadId`" } }, "additionalProperties": false }, "minItems": 1, "maxItems": 10 }, "sql": { "type": "string", "minLength": 1, "maxLength": 2e4, "description": "One SELECT statement in DuckDB\u2019s dialect over the sources\u2019 tables. It reaches no files, network or settings." }, "output": { "type": "object", "required": ["format"], "properties": { "format": { "enum": ["csv", "parquet"] }, "fileName": { "type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$" } }, "additionalProperties": false } }, "additionalProperties": false };
var pattern4 = new RegExp("^[A-Za-z_][A-Za-z0-9_]{0,62}$", "u");
var pattern5 = new RegExp("^upl_[0-9a-f]{32}$", "u");
var pattern6 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$", "u");
var func1 = require_ucs2length().default;
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.sources === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sources" }, message: "must have required property 'sources'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.sql === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sql" }, message: "must have required property 'sql'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.output === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "output" }, message: "must have required property 'output'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "sources" || key0 === "sql" || key0 === "output")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.sources !== void 0) {
      let data0 = data.sources;
      if (Array.isArray(data0)) {
        if (data0.length > 10) {
          const err4 = { instancePath: instancePath + "/sources", schemaPath: "#/properties/sources/maxItems", keyword: "maxItems", params: { limit: 10 }, message: "must NOT have more than 10 items" };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data0.length < 1) {
          const err5 = { instancePath: instancePath + "/sources", schemaPath: "#/properties/sources/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.table === void 0) {
              const err6 = { instancePath: instancePath + "/sources/" + i0, schemaPath: "#/properties/sources/items/required", keyword: "required", params: { missingProperty: "table" }, message: "must have required property 'table'" };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
            if (data1.format === void 0) {
              const err7 = { instancePath: instancePath + "/sources/" + i0, schemaPath: "#/properties/sources/items/required", keyword: "required", params: { missingProperty: "format" }, message: "must have required property 'format'" };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
            if (data1.from === void 0) {
              const err8 = { instancePath: instancePath + "/sources/" + i0, schemaPath: "#/properties/sources/items/required", keyword: "required", params: { missingProperty: "from" }, message: "must have required property 'from'" };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
            for (const key1 in data1) {
              if (!(key1 === "table" || key1 === "format" || key1 === "delimiter" || key1 === "header" || key1 === "from")) {
                const err9 = { instancePath: instancePath + "/sources/" + i0, schemaPath: "#/properties/sources/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err9];
                } else {
                  vErrors.push(err9);
                }
                errors++;
              }
            }
            if (data1.table !== void 0) {
              let data2 = data1.table;
              if (typeof data2 === "string") {
                if (!pattern4.test(data2)) {
                  const err10 = { instancePath: instancePath + "/sources/" + i0 + "/table", schemaPath: "#/properties/sources/items/properties/table/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]{0,62}$"' };
                  if (vErrors === null) {
                    vErrors = [err10];
                  } else {
                    vErrors.push(err10);
                  }
                  errors++;
                }
              } else {
                const err11 = { instancePath: instancePath + "/sources/" + i0 + "/table", schemaPath: "#/properties/sources/items/properties/table/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err11];
                } else {
                  vErrors.push(err11);
                }
                errors++;
              }
            }
            if (data1.format !== void 0) {
              let data3 = data1.format;
              if (!(data3 === "csv" || data3 === "json" || data3 === "parquet")) {
                const err12 = { instancePath: instancePath + "/sources/" + i0 + "/format", schemaPath: "#/properties/sources/items/properties/format/enum", keyword: "enum", params: { allowedValues: schema31.properties.sources.items.properties.format.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
            if (data1.delimiter !== void 0) {
              let data4 = data1.delimiter;
              if (!(data4 === "," || data4 === ";" || data4 === "	" || data4 === "|")) {
                const err13 = { instancePath: instancePath + "/sources/" + i0 + "/delimiter", schemaPath: "#/properties/sources/items/properties/delimiter/enum", keyword: "enum", params: { allowedValues: schema31.properties.sources.items.properties.delimiter.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err13];
                } else {
                  vErrors.push(err13);
                }
                errors++;
              }
            }
            if (data1.header !== void 0) {
              if (typeof data1.header !== "boolean") {
                const err14 = { instancePath: instancePath + "/sources/" + i0 + "/header", schemaPath: "#/properties/sources/items/properties/header/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
            if (data1.from !== void 0) {
              let data6 = data1.from;
              if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                if (Object.keys(data6).length > 1) {
                  const err15 = { instancePath: instancePath + "/sources/" + i0 + "/from", schemaPath: "#/properties/sources/items/properties/from/maxProperties", keyword: "maxProperties", params: { limit: 1 }, message: "must NOT have more than 1 properties" };
                  if (vErrors === null) {
                    vErrors = [err15];
                  } else {
                    vErrors.push(err15);
                  }
                  errors++;
                }
                if (Object.keys(data6).length < 1) {
                  const err16 = { instancePath: instancePath + "/sources/" + i0 + "/from", schemaPath: "#/properties/sources/items/properties/from/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
                  if (vErrors === null) {
                    vErrors = [err16];
                  } else {
                    vErrors.push(err16);
                  }
                  errors++;
                }
                for (const key2 in data6) {
                  if (!(key2 === "text" || key2 === "uploadId")) {
                    const err17 = { instancePath: instancePath + "/sources/" + i0 + "/from", schemaPath: "#/properties/sources/items/properties/from/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err17];
                    } else {
                      vErrors.push(err17);
                    }
                    errors++;
                  }
                }
                if (data6.text !== void 0) {
                  let data7 = data6.text;
                  if (typeof data7 === "string") {
                    if (func1(data7) > 2e5) {
                      const err18 = { instancePath: instancePath + "/sources/" + i0 + "/from/text", schemaPath: "#/properties/sources/items/properties/from/properties/text/maxLength", keyword: "maxLength", params: { limit: 2e5 }, message: "must NOT have more than 200000 characters" };
                      if (vErrors === null) {
                        vErrors = [err18];
                      } else {
                        vErrors.push(err18);
                      }
                      errors++;
                    }
                    if (func1(data7) < 1) {
                      const err19 = { instancePath: instancePath + "/sources/" + i0 + "/from/text", schemaPath: "#/properties/sources/items/properties/from/properties/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                      if (vErrors === null) {
                        vErrors = [err19];
                      } else {
                        vErrors.push(err19);
                      }
                      errors++;
                    }
                  } else {
                    const err20 = { instancePath: instancePath + "/sources/" + i0 + "/from/text", schemaPath: "#/properties/sources/items/properties/from/properties/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err20];
                    } else {
                      vErrors.push(err20);
                    }
                    errors++;
                  }
                }
                if (data6.uploadId !== void 0) {
                  let data8 = data6.uploadId;
                  if (typeof data8 === "string") {
                    if (!pattern5.test(data8)) {
                      const err21 = { instancePath: instancePath + "/sources/" + i0 + "/from/uploadId", schemaPath: "#/properties/sources/items/properties/from/properties/uploadId/pattern", keyword: "pattern", params: { pattern: "^upl_[0-9a-f]{32}$" }, message: 'must match pattern "^upl_[0-9a-f]{32}$"' };
                      if (vErrors === null) {
                        vErrors = [err21];
                      } else {
                        vErrors.push(err21);
                      }
                      errors++;
                    }
                  } else {
                    const err22 = { instancePath: instancePath + "/sources/" + i0 + "/from/uploadId", schemaPath: "#/properties/sources/items/properties/from/properties/uploadId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err22];
                    } else {
                      vErrors.push(err22);
                    }
                    errors++;
                  }
                }
              } else {
                const err23 = { instancePath: instancePath + "/sources/" + i0 + "/from", schemaPath: "#/properties/sources/items/properties/from/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
            }
          } else {
            const err24 = { instancePath: instancePath + "/sources/" + i0, schemaPath: "#/properties/sources/items/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
      } else {
        const err25 = { instancePath: instancePath + "/sources", schemaPath: "#/properties/sources/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.sql !== void 0) {
      let data9 = data.sql;
      if (typeof data9 === "string") {
        if (func1(data9) > 2e4) {
          const err26 = { instancePath: instancePath + "/sql", schemaPath: "#/properties/sql/maxLength", keyword: "maxLength", params: { limit: 2e4 }, message: "must NOT have more than 20000 characters" };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
        if (func1(data9) < 1) {
          const err27 = { instancePath: instancePath + "/sql", schemaPath: "#/properties/sql/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      } else {
        const err28 = { instancePath: instancePath + "/sql", schemaPath: "#/properties/sql/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    if (data.output !== void 0) {
      let data10 = data.output;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        if (data10.format === void 0) {
          const err29 = { instancePath: instancePath + "/output", schemaPath: "#/properties/output/required", keyword: "required", params: { missingProperty: "format" }, message: "must have required property 'format'" };
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
        for (const key3 in data10) {
          if (!(key3 === "format" || key3 === "fileName")) {
            const err30 = { instancePath: instancePath + "/output", schemaPath: "#/properties/output/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
        if (data10.format !== void 0) {
          let data11 = data10.format;
          if (!(data11 === "csv" || data11 === "parquet")) {
            const err31 = { instancePath: instancePath + "/output/format", schemaPath: "#/properties/output/properties/format/enum", keyword: "enum", params: { allowedValues: schema31.properties.output.properties.format.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        if (data10.fileName !== void 0) {
          let data12 = data10.fileName;
          if (typeof data12 === "string") {
            if (!pattern6.test(data12)) {
              const err32 = { instancePath: instancePath + "/output/fileName", schemaPath: "#/properties/output/properties/fileName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$"' };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
          } else {
            const err33 = { instancePath: instancePath + "/output/fileName", schemaPath: "#/properties/output/properties/fileName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
      } else {
        const err34 = { instancePath: instancePath + "/output", schemaPath: "#/properties/output/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
  } else {
    const err35 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err35];
    } else {
      vErrors.push(err35);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var validator1 = validate21;
var schema32 = { "type": "object", "required": ["content"], "properties": { "content": { "type": "object", "properties": { "markdown": { "type": "string", "minLength": 1, "maxLength": 2e5 }, "markdownUploadId": { "type": "string", "pattern": "^upl_[0-9a-f]{32}$", "description": "The id that POST /v1/uploads returned" }, "invoice": { "type": "object", "required": ["number", "issuedOn", "currency", "seller", "buyer", "lines"], "properties": { "number": { "type": "string", "minLength": 1, "maxLength": 50 }, "issuedOn": { "type": "string", "format": "date" }, "dueOn": { "type": "string", "format": "date" }, "currency": { "type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217" }, "seller": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1, "maxLength": 200 }, "addressLines": { "type": "array", "items": { "type": "string", "maxLength": 200 }, "maxItems": 8 }, "taxId": { "type": "string", "maxLength": 50 } }, "additionalProperties": false }, "buyer": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1, "maxLength": 200 }, "addressLines": { "type": "array", "items": { "type": "string", "maxLength": 200 }, "maxItems": 8 }, "taxId": { "type": "string", "maxLength": 50 } }, "additionalProperties": false }, "lines": { "type": "array", "items": { "type": "object", "required": ["description", "quantity", "unitPrice"], "properties": { "description": { "type": "string", "minLength": 1, "maxLength": 500 }, "quantity": { "type": "number", "minimum": 0, "maximum": 1e6 }, "unitPrice": { "type": "number", "minimum": -1e9, "maximum": 1e9 }, "taxPercent": { "type": "number", "minimum": 0, "maximum": 100 } }, "additionalProperties": false }, "minItems": 1, "maxItems": 2e3 }, "notes": { "type": "string", "maxLength": 5e3 } }, "additionalProperties": false } }, "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "description": "Exactly one of `markdown`, `markdownUploadId` and `invoice`" }, "title": { "type": "string", "minLength": 1, "maxLength": 200 }, "pageSize": { "enum": ["A4", "LETTER"] }, "fileName": { "type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$" } }, "additionalProperties": false };
var pattern8 = new RegExp("^[A-Z]{3}$", "u");
var formats0 = require_formats().fullFormats.date;
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.content === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "content" || key0 === "title" || key0 === "pageSize" || key0 === "fileName")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.content !== void 0) {
      let data0 = data.content;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (Object.keys(data0).length > 1) {
          const err2 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/maxProperties", keyword: "maxProperties", params: { limit: 1 }, message: "must NOT have more than 1 properties" };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (Object.keys(data0).length < 1) {
          const err3 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        for (const key1 in data0) {
          if (!(key1 === "markdown" || key1 === "markdownUploadId" || key1 === "invoice")) {
            const err4 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data0.markdown !== void 0) {
          let data1 = data0.markdown;
          if (typeof data1 === "string") {
            if (func1(data1) > 2e5) {
              const err5 = { instancePath: instancePath + "/content/markdown", schemaPath: "#/properties/content/properties/markdown/maxLength", keyword: "maxLength", params: { limit: 2e5 }, message: "must NOT have more than 200000 characters" };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
            if (func1(data1) < 1) {
              const err6 = { instancePath: instancePath + "/content/markdown", schemaPath: "#/properties/content/properties/markdown/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = { instancePath: instancePath + "/content/markdown", schemaPath: "#/properties/content/properties/markdown/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data0.markdownUploadId !== void 0) {
          let data2 = data0.markdownUploadId;
          if (typeof data2 === "string") {
            if (!pattern5.test(data2)) {
              const err8 = { instancePath: instancePath + "/content/markdownUploadId", schemaPath: "#/properties/content/properties/markdownUploadId/pattern", keyword: "pattern", params: { pattern: "^upl_[0-9a-f]{32}$" }, message: 'must match pattern "^upl_[0-9a-f]{32}$"' };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/content/markdownUploadId", schemaPath: "#/properties/content/properties/markdownUploadId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data0.invoice !== void 0) {
          let data3 = data0.invoice;
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
            if (data3.number === void 0) {
              const err10 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'" };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
            if (data3.issuedOn === void 0) {
              const err11 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/required", keyword: "required", params: { missingProperty: "issuedOn" }, message: "must have required property 'issuedOn'" };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (data3.currency === void 0) {
              const err12 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/required", keyword: "required", params: { missingProperty: "currency" }, message: "must have required property 'currency'" };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
            if (data3.seller === void 0) {
              const err13 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/required", keyword: "required", params: { missingProperty: "seller" }, message: "must have required property 'seller'" };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
            if (data3.buyer === void 0) {
              const err14 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/required", keyword: "required", params: { missingProperty: "buyer" }, message: "must have required property 'buyer'" };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            if (data3.lines === void 0) {
              const err15 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/required", keyword: "required", params: { missingProperty: "lines" }, message: "must have required property 'lines'" };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
            for (const key2 in data3) {
              if (!(key2 === "number" || key2 === "issuedOn" || key2 === "dueOn" || key2 === "currency" || key2 === "seller" || key2 === "buyer" || key2 === "lines" || key2 === "notes")) {
                const err16 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err16];
                } else {
                  vErrors.push(err16);
                }
                errors++;
              }
            }
            if (data3.number !== void 0) {
              let data4 = data3.number;
              if (typeof data4 === "string") {
                if (func1(data4) > 50) {
                  const err17 = { instancePath: instancePath + "/content/invoice/number", schemaPath: "#/properties/content/properties/invoice/properties/number/maxLength", keyword: "maxLength", params: { limit: 50 }, message: "must NOT have more than 50 characters" };
                  if (vErrors === null) {
                    vErrors = [err17];
                  } else {
                    vErrors.push(err17);
                  }
                  errors++;
                }
                if (func1(data4) < 1) {
                  const err18 = { instancePath: instancePath + "/content/invoice/number", schemaPath: "#/properties/content/properties/invoice/properties/number/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err18];
                  } else {
                    vErrors.push(err18);
                  }
                  errors++;
                }
              } else {
                const err19 = { instancePath: instancePath + "/content/invoice/number", schemaPath: "#/properties/content/properties/invoice/properties/number/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
            if (data3.issuedOn !== void 0) {
              let data5 = data3.issuedOn;
              if (typeof data5 === "string") {
                if (!formats0.validate(data5)) {
                  const err20 = { instancePath: instancePath + "/content/invoice/issuedOn", schemaPath: "#/properties/content/properties/invoice/properties/issuedOn/format", keyword: "format", params: { format: "date" }, message: 'must match format "date"' };
                  if (vErrors === null) {
                    vErrors = [err20];
                  } else {
                    vErrors.push(err20);
                  }
                  errors++;
                }
              } else {
                const err21 = { instancePath: instancePath + "/content/invoice/issuedOn", schemaPath: "#/properties/content/properties/invoice/properties/issuedOn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err21];
                } else {
                  vErrors.push(err21);
                }
                errors++;
              }
            }
            if (data3.dueOn !== void 0) {
              let data6 = data3.dueOn;
              if (typeof data6 === "string") {
                if (!formats0.validate(data6)) {
                  const err22 = { instancePath: instancePath + "/content/invoice/dueOn", schemaPath: "#/properties/content/properties/invoice/properties/dueOn/format", keyword: "format", params: { format: "date" }, message: 'must match format "date"' };
                  if (vErrors === null) {
                    vErrors = [err22];
                  } else {
                    vErrors.push(err22);
                  }
                  errors++;
                }
              } else {
                const err23 = { instancePath: instancePath + "/content/invoice/dueOn", schemaPath: "#/properties/content/properties/invoice/properties/dueOn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
            }
            if (data3.currency !== void 0) {
              let data7 = data3.currency;
              if (typeof data7 === "string") {
                if (!pattern8.test(data7)) {
                  const err24 = { instancePath: instancePath + "/content/invoice/currency", schemaPath: "#/properties/content/properties/invoice/properties/currency/pattern", keyword: "pattern", params: { pattern: "^[A-Z]{3}$" }, message: 'must match pattern "^[A-Z]{3}$"' };
                  if (vErrors === null) {
                    vErrors = [err24];
                  } else {
                    vErrors.push(err24);
                  }
                  errors++;
                }
              } else {
                const err25 = { instancePath: instancePath + "/content/invoice/currency", schemaPath: "#/properties/content/properties/invoice/properties/currency/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err25];
                } else {
                  vErrors.push(err25);
                }
                errors++;
              }
            }
            if (data3.seller !== void 0) {
              let data8 = data3.seller;
              if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
                if (data8.name === void 0) {
                  const err26 = { instancePath: instancePath + "/content/invoice/seller", schemaPath: "#/properties/content/properties/invoice/properties/seller/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'" };
                  if (vErrors === null) {
                    vErrors = [err26];
                  } else {
                    vErrors.push(err26);
                  }
                  errors++;
                }
                for (const key3 in data8) {
                  if (!(key3 === "name" || key3 === "addressLines" || key3 === "taxId")) {
                    const err27 = { instancePath: instancePath + "/content/invoice/seller", schemaPath: "#/properties/content/properties/invoice/properties/seller/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err27];
                    } else {
                      vErrors.push(err27);
                    }
                    errors++;
                  }
                }
                if (data8.name !== void 0) {
                  let data9 = data8.name;
                  if (typeof data9 === "string") {
                    if (func1(data9) > 200) {
                      const err28 = { instancePath: instancePath + "/content/invoice/seller/name", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/name/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                      if (vErrors === null) {
                        vErrors = [err28];
                      } else {
                        vErrors.push(err28);
                      }
                      errors++;
                    }
                    if (func1(data9) < 1) {
                      const err29 = { instancePath: instancePath + "/content/invoice/seller/name", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                      if (vErrors === null) {
                        vErrors = [err29];
                      } else {
                        vErrors.push(err29);
                      }
                      errors++;
                    }
                  } else {
                    const err30 = { instancePath: instancePath + "/content/invoice/seller/name", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err30];
                    } else {
                      vErrors.push(err30);
                    }
                    errors++;
                  }
                }
                if (data8.addressLines !== void 0) {
                  let data10 = data8.addressLines;
                  if (Array.isArray(data10)) {
                    if (data10.length > 8) {
                      const err31 = { instancePath: instancePath + "/content/invoice/seller/addressLines", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/addressLines/maxItems", keyword: "maxItems", params: { limit: 8 }, message: "must NOT have more than 8 items" };
                      if (vErrors === null) {
                        vErrors = [err31];
                      } else {
                        vErrors.push(err31);
                      }
                      errors++;
                    }
                    const len0 = data10.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      let data11 = data10[i0];
                      if (typeof data11 === "string") {
                        if (func1(data11) > 200) {
                          const err32 = { instancePath: instancePath + "/content/invoice/seller/addressLines/" + i0, schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/addressLines/items/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                          if (vErrors === null) {
                            vErrors = [err32];
                          } else {
                            vErrors.push(err32);
                          }
                          errors++;
                        }
                      } else {
                        const err33 = { instancePath: instancePath + "/content/invoice/seller/addressLines/" + i0, schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/addressLines/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                        if (vErrors === null) {
                          vErrors = [err33];
                        } else {
                          vErrors.push(err33);
                        }
                        errors++;
                      }
                    }
                  } else {
                    const err34 = { instancePath: instancePath + "/content/invoice/seller/addressLines", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/addressLines/type", keyword: "type", params: { type: "array" }, message: "must be array" };
                    if (vErrors === null) {
                      vErrors = [err34];
                    } else {
                      vErrors.push(err34);
                    }
                    errors++;
                  }
                }
                if (data8.taxId !== void 0) {
                  let data12 = data8.taxId;
                  if (typeof data12 === "string") {
                    if (func1(data12) > 50) {
                      const err35 = { instancePath: instancePath + "/content/invoice/seller/taxId", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/taxId/maxLength", keyword: "maxLength", params: { limit: 50 }, message: "must NOT have more than 50 characters" };
                      if (vErrors === null) {
                        vErrors = [err35];
                      } else {
                        vErrors.push(err35);
                      }
                      errors++;
                    }
                  } else {
                    const err36 = { instancePath: instancePath + "/content/invoice/seller/taxId", schemaPath: "#/properties/content/properties/invoice/properties/seller/properties/taxId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err36];
                    } else {
                      vErrors.push(err36);
                    }
                    errors++;
                  }
                }
              } else {
                const err37 = { instancePath: instancePath + "/content/invoice/seller", schemaPath: "#/properties/content/properties/invoice/properties/seller/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err37];
                } else {
                  vErrors.push(err37);
                }
                errors++;
              }
            }
            if (data3.buyer !== void 0) {
              let data13 = data3.buyer;
              if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                if (data13.name === void 0) {
                  const err38 = { instancePath: instancePath + "/content/invoice/buyer", schemaPath: "#/properties/content/properties/invoice/properties/buyer/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'" };
                  if (vErrors === null) {
                    vErrors = [err38];
                  } else {
                    vErrors.push(err38);
                  }
                  errors++;
                }
                for (const key4 in data13) {
                  if (!(key4 === "name" || key4 === "addressLines" || key4 === "taxId")) {
                    const err39 = { instancePath: instancePath + "/content/invoice/buyer", schemaPath: "#/properties/content/properties/invoice/properties/buyer/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err39];
                    } else {
                      vErrors.push(err39);
                    }
                    errors++;
                  }
                }
                if (data13.name !== void 0) {
                  let data14 = data13.name;
                  if (typeof data14 === "string") {
                    if (func1(data14) > 200) {
                      const err40 = { instancePath: instancePath + "/content/invoice/buyer/name", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/name/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                      if (vErrors === null) {
                        vErrors = [err40];
                      } else {
                        vErrors.push(err40);
                      }
                      errors++;
                    }
                    if (func1(data14) < 1) {
                      const err41 = { instancePath: instancePath + "/content/invoice/buyer/name", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                      if (vErrors === null) {
                        vErrors = [err41];
                      } else {
                        vErrors.push(err41);
                      }
                      errors++;
                    }
                  } else {
                    const err42 = { instancePath: instancePath + "/content/invoice/buyer/name", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err42];
                    } else {
                      vErrors.push(err42);
                    }
                    errors++;
                  }
                }
                if (data13.addressLines !== void 0) {
                  let data15 = data13.addressLines;
                  if (Array.isArray(data15)) {
                    if (data15.length > 8) {
                      const err43 = { instancePath: instancePath + "/content/invoice/buyer/addressLines", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/addressLines/maxItems", keyword: "maxItems", params: { limit: 8 }, message: "must NOT have more than 8 items" };
                      if (vErrors === null) {
                        vErrors = [err43];
                      } else {
                        vErrors.push(err43);
                      }
                      errors++;
                    }
                    const len1 = data15.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      let data16 = data15[i1];
                      if (typeof data16 === "string") {
                        if (func1(data16) > 200) {
                          const err44 = { instancePath: instancePath + "/content/invoice/buyer/addressLines/" + i1, schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/addressLines/items/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                          if (vErrors === null) {
                            vErrors = [err44];
                          } else {
                            vErrors.push(err44);
                          }
                          errors++;
                        }
                      } else {
                        const err45 = { instancePath: instancePath + "/content/invoice/buyer/addressLines/" + i1, schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/addressLines/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                        if (vErrors === null) {
                          vErrors = [err45];
                        } else {
                          vErrors.push(err45);
                        }
                        errors++;
                      }
                    }
                  } else {
                    const err46 = { instancePath: instancePath + "/content/invoice/buyer/addressLines", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/addressLines/type", keyword: "type", params: { type: "array" }, message: "must be array" };
                    if (vErrors === null) {
                      vErrors = [err46];
                    } else {
                      vErrors.push(err46);
                    }
                    errors++;
                  }
                }
                if (data13.taxId !== void 0) {
                  let data17 = data13.taxId;
                  if (typeof data17 === "string") {
                    if (func1(data17) > 50) {
                      const err47 = { instancePath: instancePath + "/content/invoice/buyer/taxId", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/taxId/maxLength", keyword: "maxLength", params: { limit: 50 }, message: "must NOT have more than 50 characters" };
                      if (vErrors === null) {
                        vErrors = [err47];
                      } else {
                        vErrors.push(err47);
                      }
                      errors++;
                    }
                  } else {
                    const err48 = { instancePath: instancePath + "/content/invoice/buyer/taxId", schemaPath: "#/properties/content/properties/invoice/properties/buyer/properties/taxId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err48];
                    } else {
                      vErrors.push(err48);
                    }
                    errors++;
                  }
                }
              } else {
                const err49 = { instancePath: instancePath + "/content/invoice/buyer", schemaPath: "#/properties/content/properties/invoice/properties/buyer/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err49];
                } else {
                  vErrors.push(err49);
                }
                errors++;
              }
            }
            if (data3.lines !== void 0) {
              let data18 = data3.lines;
              if (Array.isArray(data18)) {
                if (data18.length > 2e3) {
                  const err50 = { instancePath: instancePath + "/content/invoice/lines", schemaPath: "#/properties/content/properties/invoice/properties/lines/maxItems", keyword: "maxItems", params: { limit: 2e3 }, message: "must NOT have more than 2000 items" };
                  if (vErrors === null) {
                    vErrors = [err50];
                  } else {
                    vErrors.push(err50);
                  }
                  errors++;
                }
                if (data18.length < 1) {
                  const err51 = { instancePath: instancePath + "/content/invoice/lines", schemaPath: "#/properties/content/properties/invoice/properties/lines/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" };
                  if (vErrors === null) {
                    vErrors = [err51];
                  } else {
                    vErrors.push(err51);
                  }
                  errors++;
                }
                const len2 = data18.length;
                for (let i2 = 0; i2 < len2; i2++) {
                  let data19 = data18[i2];
                  if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
                    if (data19.description === void 0) {
                      const err52 = { instancePath: instancePath + "/content/invoice/lines/" + i2, schemaPath: "#/properties/content/properties/invoice/properties/lines/items/required", keyword: "required", params: { missingProperty: "description" }, message: "must have required property 'description'" };
                      if (vErrors === null) {
                        vErrors = [err52];
                      } else {
                        vErrors.push(err52);
                      }
                      errors++;
                    }
                    if (data19.quantity === void 0) {
                      const err53 = { instancePath: instancePath + "/content/invoice/lines/" + i2, schemaPath: "#/properties/content/properties/invoice/properties/lines/items/required", keyword: "required", params: { missingProperty: "quantity" }, message: "must have required property 'quantity'" };
                      if (vErrors === null) {
                        vErrors = [err53];
                      } else {
                        vErrors.push(err53);
                      }
                      errors++;
                    }
                    if (data19.unitPrice === void 0) {
                      const err54 = { instancePath: instancePath + "/content/invoice/lines/" + i2, schemaPath: "#/properties/content/properties/invoice/properties/lines/items/required", keyword: "required", params: { missingProperty: "unitPrice" }, message: "must have required property 'unitPrice'" };
                      if (vErrors === null) {
                        vErrors = [err54];
                      } else {
                        vErrors.push(err54);
                      }
                      errors++;
                    }
                    for (const key5 in data19) {
                      if (!(key5 === "description" || key5 === "quantity" || key5 === "unitPrice" || key5 === "taxPercent")) {
                        const err55 = { instancePath: instancePath + "/content/invoice/lines/" + i2, schemaPath: "#/properties/content/properties/invoice/properties/lines/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties" };
                        if (vErrors === null) {
                          vErrors = [err55];
                        } else {
                          vErrors.push(err55);
                        }
                        errors++;
                      }
                    }
                    if (data19.description !== void 0) {
                      let data20 = data19.description;
                      if (typeof data20 === "string") {
                        if (func1(data20) > 500) {
                          const err56 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/description", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/description/maxLength", keyword: "maxLength", params: { limit: 500 }, message: "must NOT have more than 500 characters" };
                          if (vErrors === null) {
                            vErrors = [err56];
                          } else {
                            vErrors.push(err56);
                          }
                          errors++;
                        }
                        if (func1(data20) < 1) {
                          const err57 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/description", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/description/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                          if (vErrors === null) {
                            vErrors = [err57];
                          } else {
                            vErrors.push(err57);
                          }
                          errors++;
                        }
                      } else {
                        const err58 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/description", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                        if (vErrors === null) {
                          vErrors = [err58];
                        } else {
                          vErrors.push(err58);
                        }
                        errors++;
                      }
                    }
                    if (data19.quantity !== void 0) {
                      let data21 = data19.quantity;
                      if (typeof data21 == "number" && isFinite(data21)) {
                        if (data21 > 1e6 || isNaN(data21)) {
                          const err59 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/quantity", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/quantity/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 }, message: "must be <= 1000000" };
                          if (vErrors === null) {
                            vErrors = [err59];
                          } else {
                            vErrors.push(err59);
                          }
                          errors++;
                        }
                        if (data21 < 0 || isNaN(data21)) {
                          const err60 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/quantity", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/quantity/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
                          if (vErrors === null) {
                            vErrors = [err60];
                          } else {
                            vErrors.push(err60);
                          }
                          errors++;
                        }
                      } else {
                        const err61 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/quantity", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/quantity/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                        if (vErrors === null) {
                          vErrors = [err61];
                        } else {
                          vErrors.push(err61);
                        }
                        errors++;
                      }
                    }
                    if (data19.unitPrice !== void 0) {
                      let data22 = data19.unitPrice;
                      if (typeof data22 == "number" && isFinite(data22)) {
                        if (data22 > 1e9 || isNaN(data22)) {
                          const err62 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/unitPrice", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/unitPrice/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e9 }, message: "must be <= 1000000000" };
                          if (vErrors === null) {
                            vErrors = [err62];
                          } else {
                            vErrors.push(err62);
                          }
                          errors++;
                        }
                        if (data22 < -1e9 || isNaN(data22)) {
                          const err63 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/unitPrice", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/unitPrice/minimum", keyword: "minimum", params: { comparison: ">=", limit: -1e9 }, message: "must be >= -1000000000" };
                          if (vErrors === null) {
                            vErrors = [err63];
                          } else {
                            vErrors.push(err63);
                          }
                          errors++;
                        }
                      } else {
                        const err64 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/unitPrice", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/unitPrice/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                        if (vErrors === null) {
                          vErrors = [err64];
                        } else {
                          vErrors.push(err64);
                        }
                        errors++;
                      }
                    }
                    if (data19.taxPercent !== void 0) {
                      let data23 = data19.taxPercent;
                      if (typeof data23 == "number" && isFinite(data23)) {
                        if (data23 > 100 || isNaN(data23)) {
                          const err65 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/taxPercent", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/taxPercent/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100" };
                          if (vErrors === null) {
                            vErrors = [err65];
                          } else {
                            vErrors.push(err65);
                          }
                          errors++;
                        }
                        if (data23 < 0 || isNaN(data23)) {
                          const err66 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/taxPercent", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/taxPercent/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
                          if (vErrors === null) {
                            vErrors = [err66];
                          } else {
                            vErrors.push(err66);
                          }
                          errors++;
                        }
                      } else {
                        const err67 = { instancePath: instancePath + "/content/invoice/lines/" + i2 + "/taxPercent", schemaPath: "#/properties/content/properties/invoice/properties/lines/items/properties/taxPercent/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                        if (vErrors === null) {
                          vErrors = [err67];
                        } else {
                          vErrors.push(err67);
                        }
                        errors++;
                      }
                    }
                  } else {
                    const err68 = { instancePath: instancePath + "/content/invoice/lines/" + i2, schemaPath: "#/properties/content/properties/invoice/properties/lines/items/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                    if (vErrors === null) {
                      vErrors = [err68];
                    } else {
                      vErrors.push(err68);
                    }
                    errors++;
                  }
                }
              } else {
                const err69 = { instancePath: instancePath + "/content/invoice/lines", schemaPath: "#/properties/content/properties/invoice/properties/lines/type", keyword: "type", params: { type: "array" }, message: "must be array" };
                if (vErrors === null) {
                  vErrors = [err69];
                } else {
                  vErrors.push(err69);
                }
                errors++;
              }
            }
            if (data3.notes !== void 0) {
              let data24 = data3.notes;
              if (typeof data24 === "string") {
                if (func1(data24) > 5e3) {
                  const err70 = { instancePath: instancePath + "/content/invoice/notes", schemaPath: "#/properties/content/properties/invoice/properties/notes/maxLength", keyword: "maxLength", params: { limit: 5e3 }, message: "must NOT have more than 5000 characters" };
                  if (vErrors === null) {
                    vErrors = [err70];
                  } else {
                    vErrors.push(err70);
                  }
                  errors++;
                }
              } else {
                const err71 = { instancePath: instancePath + "/content/invoice/notes", schemaPath: "#/properties/content/properties/invoice/properties/notes/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err71];
                } else {
                  vErrors.push(err71);
                }
                errors++;
              }
            }
          } else {
            const err72 = { instancePath: instancePath + "/content/invoice", schemaPath: "#/properties/content/properties/invoice/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err72];
            } else {
              vErrors.push(err72);
            }
            errors++;
          }
        }
      } else {
        const err73 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err73];
        } else {
          vErrors.push(err73);
        }
        errors++;
      }
    }
    if (data.title !== void 0) {
      let data25 = data.title;
      if (typeof data25 === "string") {
        if (func1(data25) > 200) {
          const err74 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
          if (vErrors === null) {
            vErrors = [err74];
          } else {
            vErrors.push(err74);
          }
          errors++;
        }
        if (func1(data25) < 1) {
          const err75 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
          if (vErrors === null) {
            vErrors = [err75];
          } else {
            vErrors.push(err75);
          }
          errors++;
        }
      } else {
        const err76 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
    }
    if (data.pageSize !== void 0) {
      let data26 = data.pageSize;
      if (!(data26 === "A4" || data26 === "LETTER")) {
        const err77 = { instancePath: instancePath + "/pageSize", schemaPath: "#/properties/pageSize/enum", keyword: "enum", params: { allowedValues: schema32.properties.pageSize.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err77];
        } else {
          vErrors.push(err77);
        }
        errors++;
      }
    }
    if (data.fileName !== void 0) {
      let data27 = data.fileName;
      if (typeof data27 === "string") {
        if (!pattern6.test(data27)) {
          const err78 = { instancePath: instancePath + "/fileName", schemaPath: "#/properties/fileName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$"' };
          if (vErrors === null) {
            vErrors = [err78];
          } else {
            vErrors.push(err78);
          }
          errors++;
        }
      } else {
        const err79 = { instancePath: instancePath + "/fileName", schemaPath: "#/properties/fileName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err79];
        } else {
          vErrors.push(err79);
        }
        errors++;
      }
    }
  } else {
    const err80 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err80];
    } else {
      vErrors.push(err80);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var validator2 = validate22;
var schema33 = { "type": "object", "required": ["image", "outputs"], "properties": { "image": { "type": "object", "required": ["uploadId"], "properties": { "uploadId": { "type": "string", "pattern": "^upl_[0-9a-f]{32}$", "description": "The id that POST /v1/uploads returned" } }, "additionalProperties": false }, "outputs": { "type": "array", "items": { "type": "object", "required": ["fileName", "format"], "properties": { "fileName": { "type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$" }, "format": { "enum": ["jpeg", "png", "webp", "avif"] }, "crop": { "type": "object", "required": ["left", "top", "width", "height"], "properties": { "left": { "type": "integer", "minimum": 0, "maximum": 1e5 }, "top": { "type": "integer", "minimum": 0, "maximum": 1e5 }, "width": { "type": "integer", "minimum": 1, "maximum": 1e4 }, "height": { "type": "integer", "minimum": 1, "maximum": 1e4 } }, "additionalProperties": false, "description": "Cut out of the source before resizing" }, "resize": { "type": "object", "properties": { "width": { "type": "integer", "minimum": 1, "maximum": 1e4 }, "height": { "type": "integer", "minimum": 1, "maximum": 1e4 }, "fit": { "enum": ["cover", "contain", "fill", "inside", "outside"] } }, "additionalProperties": false, "minProperties": 1 }, "quality": { "type": "integer", "minimum": 1, "maximum": 100 } }, "additionalProperties": false }, "minItems": 1, "maxItems": 20 } }, "additionalProperties": false };
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.image === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.outputs === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "outputs" }, message: "must have required property 'outputs'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "image" || key0 === "outputs")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.image !== void 0) {
      let data0 = data.image;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.uploadId === void 0) {
          const err3 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/required", keyword: "required", params: { missingProperty: "uploadId" }, message: "must have required property 'uploadId'" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        for (const key1 in data0) {
          if (!(key1 === "uploadId")) {
            const err4 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data0.uploadId !== void 0) {
          let data1 = data0.uploadId;
          if (typeof data1 === "string") {
            if (!pattern5.test(data1)) {
              const err5 = { instancePath: instancePath + "/image/uploadId", schemaPath: "#/properties/image/properties/uploadId/pattern", keyword: "pattern", params: { pattern: "^upl_[0-9a-f]{32}$" }, message: 'must match pattern "^upl_[0-9a-f]{32}$"' };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          } else {
            const err6 = { instancePath: instancePath + "/image/uploadId", schemaPath: "#/properties/image/properties/uploadId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
      } else {
        const err7 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.outputs !== void 0) {
      let data2 = data.outputs;
      if (Array.isArray(data2)) {
        if (data2.length > 20) {
          const err8 = { instancePath: instancePath + "/outputs", schemaPath: "#/properties/outputs/maxItems", keyword: "maxItems", params: { limit: 20 }, message: "must NOT have more than 20 items" };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (data2.length < 1) {
          const err9 = { instancePath: instancePath + "/outputs", schemaPath: "#/properties/outputs/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data3 = data2[i0];
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
            if (data3.fileName === void 0) {
              const err10 = { instancePath: instancePath + "/outputs/" + i0, schemaPath: "#/properties/outputs/items/required", keyword: "required", params: { missingProperty: "fileName" }, message: "must have required property 'fileName'" };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
            if (data3.format === void 0) {
              const err11 = { instancePath: instancePath + "/outputs/" + i0, schemaPath: "#/properties/outputs/items/required", keyword: "required", params: { missingProperty: "format" }, message: "must have required property 'format'" };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            for (const key2 in data3) {
              if (!(key2 === "fileName" || key2 === "format" || key2 === "crop" || key2 === "resize" || key2 === "quality")) {
                const err12 = { instancePath: instancePath + "/outputs/" + i0, schemaPath: "#/properties/outputs/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
            if (data3.fileName !== void 0) {
              let data4 = data3.fileName;
              if (typeof data4 === "string") {
                if (!pattern6.test(data4)) {
                  const err13 = { instancePath: instancePath + "/outputs/" + i0 + "/fileName", schemaPath: "#/properties/outputs/items/properties/fileName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$"' };
                  if (vErrors === null) {
                    vErrors = [err13];
                  } else {
                    vErrors.push(err13);
                  }
                  errors++;
                }
              } else {
                const err14 = { instancePath: instancePath + "/outputs/" + i0 + "/fileName", schemaPath: "#/properties/outputs/items/properties/fileName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
            if (data3.format !== void 0) {
              let data5 = data3.format;
              if (!(data5 === "jpeg" || data5 === "png" || data5 === "webp" || data5 === "avif")) {
                const err15 = { instancePath: instancePath + "/outputs/" + i0 + "/format", schemaPath: "#/properties/outputs/items/properties/format/enum", keyword: "enum", params: { allowedValues: schema33.properties.outputs.items.properties.format.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            }
            if (data3.crop !== void 0) {
              let data6 = data3.crop;
              if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                if (data6.left === void 0) {
                  const err16 = { instancePath: instancePath + "/outputs/" + i0 + "/crop", schemaPath: "#/properties/outputs/items/properties/crop/required", keyword: "required", params: { missingProperty: "left" }, message: "must have required property 'left'" };
                  if (vErrors === null) {
                    vErrors = [err16];
                  } else {
                    vErrors.push(err16);
                  }
                  errors++;
                }
                if (data6.top === void 0) {
                  const err17 = { instancePath: instancePath + "/outputs/" + i0 + "/crop", schemaPath: "#/properties/outputs/items/properties/crop/required", keyword: "required", params: { missingProperty: "top" }, message: "must have required property 'top'" };
                  if (vErrors === null) {
                    vErrors = [err17];
                  } else {
                    vErrors.push(err17);
                  }
                  errors++;
                }
                if (data6.width === void 0) {
                  const err18 = { instancePath: instancePath + "/outputs/" + i0 + "/crop", schemaPath: "#/properties/outputs/items/properties/crop/required", keyword: "required", params: { missingProperty: "width" }, message: "must have required property 'width'" };
                  if (vErrors === null) {
                    vErrors = [err18];
                  } else {
                    vErrors.push(err18);
                  }
                  errors++;
                }
                if (data6.height === void 0) {
                  const err19 = { instancePath: instancePath + "/outputs/" + i0 + "/crop", schemaPath: "#/properties/outputs/items/properties/crop/required", keyword: "required", params: { missingProperty: "height" }, message: "must have required property 'height'" };
                  if (vErrors === null) {
                    vErrors = [err19];
                  } else {
                    vErrors.push(err19);
                  }
                  errors++;
                }
                for (const key3 in data6) {
                  if (!(key3 === "left" || key3 === "top" || key3 === "width" || key3 === "height")) {
                    const err20 = { instancePath: instancePath + "/outputs/" + i0 + "/crop", schemaPath: "#/properties/outputs/items/properties/crop/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err20];
                    } else {
                      vErrors.push(err20);
                    }
                    errors++;
                  }
                }
                if (data6.left !== void 0) {
                  let data7 = data6.left;
                  if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
                    const err21 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/left", schemaPath: "#/properties/outputs/items/properties/crop/properties/left/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err21];
                    } else {
                      vErrors.push(err21);
                    }
                    errors++;
                  }
                  if (typeof data7 == "number" && isFinite(data7)) {
                    if (data7 > 1e5 || isNaN(data7)) {
                      const err22 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/left", schemaPath: "#/properties/outputs/items/properties/crop/properties/left/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e5 }, message: "must be <= 100000" };
                      if (vErrors === null) {
                        vErrors = [err22];
                      } else {
                        vErrors.push(err22);
                      }
                      errors++;
                    }
                    if (data7 < 0 || isNaN(data7)) {
                      const err23 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/left", schemaPath: "#/properties/outputs/items/properties/crop/properties/left/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
                      if (vErrors === null) {
                        vErrors = [err23];
                      } else {
                        vErrors.push(err23);
                      }
                      errors++;
                    }
                  }
                }
                if (data6.top !== void 0) {
                  let data8 = data6.top;
                  if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
                    const err24 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/top", schemaPath: "#/properties/outputs/items/properties/crop/properties/top/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err24];
                    } else {
                      vErrors.push(err24);
                    }
                    errors++;
                  }
                  if (typeof data8 == "number" && isFinite(data8)) {
                    if (data8 > 1e5 || isNaN(data8)) {
                      const err25 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/top", schemaPath: "#/properties/outputs/items/properties/crop/properties/top/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e5 }, message: "must be <= 100000" };
                      if (vErrors === null) {
                        vErrors = [err25];
                      } else {
                        vErrors.push(err25);
                      }
                      errors++;
                    }
                    if (data8 < 0 || isNaN(data8)) {
                      const err26 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/top", schemaPath: "#/properties/outputs/items/properties/crop/properties/top/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
                      if (vErrors === null) {
                        vErrors = [err26];
                      } else {
                        vErrors.push(err26);
                      }
                      errors++;
                    }
                  }
                }
                if (data6.width !== void 0) {
                  let data9 = data6.width;
                  if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
                    const err27 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/width", schemaPath: "#/properties/outputs/items/properties/crop/properties/width/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err27];
                    } else {
                      vErrors.push(err27);
                    }
                    errors++;
                  }
                  if (typeof data9 == "number" && isFinite(data9)) {
                    if (data9 > 1e4 || isNaN(data9)) {
                      const err28 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/width", schemaPath: "#/properties/outputs/items/properties/crop/properties/width/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000" };
                      if (vErrors === null) {
                        vErrors = [err28];
                      } else {
                        vErrors.push(err28);
                      }
                      errors++;
                    }
                    if (data9 < 1 || isNaN(data9)) {
                      const err29 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/width", schemaPath: "#/properties/outputs/items/properties/crop/properties/width/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err29];
                      } else {
                        vErrors.push(err29);
                      }
                      errors++;
                    }
                  }
                }
                if (data6.height !== void 0) {
                  let data10 = data6.height;
                  if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
                    const err30 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/height", schemaPath: "#/properties/outputs/items/properties/crop/properties/height/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err30];
                    } else {
                      vErrors.push(err30);
                    }
                    errors++;
                  }
                  if (typeof data10 == "number" && isFinite(data10)) {
                    if (data10 > 1e4 || isNaN(data10)) {
                      const err31 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/height", schemaPath: "#/properties/outputs/items/properties/crop/properties/height/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000" };
                      if (vErrors === null) {
                        vErrors = [err31];
                      } else {
                        vErrors.push(err31);
                      }
                      errors++;
                    }
                    if (data10 < 1 || isNaN(data10)) {
                      const err32 = { instancePath: instancePath + "/outputs/" + i0 + "/crop/height", schemaPath: "#/properties/outputs/items/properties/crop/properties/height/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err32];
                      } else {
                        vErrors.push(err32);
                      }
                      errors++;
                    }
                  }
                }
              } else {
                const err33 = { instancePath: instancePath + "/outputs/" + i0 + "/crop", schemaPath: "#/properties/outputs/items/properties/crop/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err33];
                } else {
                  vErrors.push(err33);
                }
                errors++;
              }
            }
            if (data3.resize !== void 0) {
              let data11 = data3.resize;
              if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
                if (Object.keys(data11).length < 1) {
                  const err34 = { instancePath: instancePath + "/outputs/" + i0 + "/resize", schemaPath: "#/properties/outputs/items/properties/resize/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
                  if (vErrors === null) {
                    vErrors = [err34];
                  } else {
                    vErrors.push(err34);
                  }
                  errors++;
                }
                for (const key4 in data11) {
                  if (!(key4 === "width" || key4 === "height" || key4 === "fit")) {
                    const err35 = { instancePath: instancePath + "/outputs/" + i0 + "/resize", schemaPath: "#/properties/outputs/items/properties/resize/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err35];
                    } else {
                      vErrors.push(err35);
                    }
                    errors++;
                  }
                }
                if (data11.width !== void 0) {
                  let data12 = data11.width;
                  if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
                    const err36 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/width", schemaPath: "#/properties/outputs/items/properties/resize/properties/width/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err36];
                    } else {
                      vErrors.push(err36);
                    }
                    errors++;
                  }
                  if (typeof data12 == "number" && isFinite(data12)) {
                    if (data12 > 1e4 || isNaN(data12)) {
                      const err37 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/width", schemaPath: "#/properties/outputs/items/properties/resize/properties/width/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000" };
                      if (vErrors === null) {
                        vErrors = [err37];
                      } else {
                        vErrors.push(err37);
                      }
                      errors++;
                    }
                    if (data12 < 1 || isNaN(data12)) {
                      const err38 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/width", schemaPath: "#/properties/outputs/items/properties/resize/properties/width/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err38];
                      } else {
                        vErrors.push(err38);
                      }
                      errors++;
                    }
                  }
                }
                if (data11.height !== void 0) {
                  let data13 = data11.height;
                  if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
                    const err39 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/height", schemaPath: "#/properties/outputs/items/properties/resize/properties/height/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err39];
                    } else {
                      vErrors.push(err39);
                    }
                    errors++;
                  }
                  if (typeof data13 == "number" && isFinite(data13)) {
                    if (data13 > 1e4 || isNaN(data13)) {
                      const err40 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/height", schemaPath: "#/properties/outputs/items/properties/resize/properties/height/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000" };
                      if (vErrors === null) {
                        vErrors = [err40];
                      } else {
                        vErrors.push(err40);
                      }
                      errors++;
                    }
                    if (data13 < 1 || isNaN(data13)) {
                      const err41 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/height", schemaPath: "#/properties/outputs/items/properties/resize/properties/height/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err41];
                      } else {
                        vErrors.push(err41);
                      }
                      errors++;
                    }
                  }
                }
                if (data11.fit !== void 0) {
                  let data14 = data11.fit;
                  if (!(data14 === "cover" || data14 === "contain" || data14 === "fill" || data14 === "inside" || data14 === "outside")) {
                    const err42 = { instancePath: instancePath + "/outputs/" + i0 + "/resize/fit", schemaPath: "#/properties/outputs/items/properties/resize/properties/fit/enum", keyword: "enum", params: { allowedValues: schema33.properties.outputs.items.properties.resize.properties.fit.enum }, message: "must be equal to one of the allowed values" };
                    if (vErrors === null) {
                      vErrors = [err42];
                    } else {
                      vErrors.push(err42);
                    }
                    errors++;
                  }
                }
              } else {
                const err43 = { instancePath: instancePath + "/outputs/" + i0 + "/resize", schemaPath: "#/properties/outputs/items/properties/resize/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err43];
                } else {
                  vErrors.push(err43);
                }
                errors++;
              }
            }
            if (data3.quality !== void 0) {
              let data15 = data3.quality;
              if (!(typeof data15 == "number" && (!(data15 % 1) && !isNaN(data15)) && isFinite(data15))) {
                const err44 = { instancePath: instancePath + "/outputs/" + i0 + "/quality", schemaPath: "#/properties/outputs/items/properties/quality/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                if (vErrors === null) {
                  vErrors = [err44];
                } else {
                  vErrors.push(err44);
                }
                errors++;
              }
              if (typeof data15 == "number" && isFinite(data15)) {
                if (data15 > 100 || isNaN(data15)) {
                  const err45 = { instancePath: instancePath + "/outputs/" + i0 + "/quality", schemaPath: "#/properties/outputs/items/properties/quality/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100" };
                  if (vErrors === null) {
                    vErrors = [err45];
                  } else {
                    vErrors.push(err45);
                  }
                  errors++;
                }
                if (data15 < 1 || isNaN(data15)) {
                  const err46 = { instancePath: instancePath + "/outputs/" + i0 + "/quality", schemaPath: "#/properties/outputs/items/properties/quality/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                  if (vErrors === null) {
                    vErrors = [err46];
                  } else {
                    vErrors.push(err46);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err47 = { instancePath: instancePath + "/outputs/" + i0, schemaPath: "#/properties/outputs/items/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
      } else {
        const err48 = { instancePath: instancePath + "/outputs", schemaPath: "#/properties/outputs/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err48];
        } else {
          vErrors.push(err48);
        }
        errors++;
      }
    }
  } else {
    const err49 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err49];
    } else {
      vErrors.push(err49);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var validator3 = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.source === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "source" || key0 === "maxKeywords")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.source !== void 0) {
      let data0 = data.source;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (Object.keys(data0).length > 1) {
          const err2 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/maxProperties", keyword: "maxProperties", params: { limit: 1 }, message: "must NOT have more than 1 properties" };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (Object.keys(data0).length < 1) {
          const err3 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        for (const key1 in data0) {
          if (!(key1 === "text" || key1 === "uploadId")) {
            const err4 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data0.text !== void 0) {
          let data1 = data0.text;
          if (typeof data1 === "string") {
            if (func1(data1) > 2e5) {
              const err5 = { instancePath: instancePath + "/source/text", schemaPath: "#/properties/source/properties/text/maxLength", keyword: "maxLength", params: { limit: 2e5 }, message: "must NOT have more than 200000 characters" };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
            if (func1(data1) < 1) {
              const err6 = { instancePath: instancePath + "/source/text", schemaPath: "#/properties/source/properties/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = { instancePath: instancePath + "/source/text", schemaPath: "#/properties/source/properties/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data0.uploadId !== void 0) {
          let data2 = data0.uploadId;
          if (typeof data2 === "string") {
            if (!pattern5.test(data2)) {
              const err8 = { instancePath: instancePath + "/source/uploadId", schemaPath: "#/properties/source/properties/uploadId/pattern", keyword: "pattern", params: { pattern: "^upl_[0-9a-f]{32}$" }, message: 'must match pattern "^upl_[0-9a-f]{32}$"' };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/source/uploadId", schemaPath: "#/properties/source/properties/uploadId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
      } else {
        const err10 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.maxKeywords !== void 0) {
      let data3 = data.maxKeywords;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        const err11 = { instancePath: instancePath + "/maxKeywords", schemaPath: "#/properties/maxKeywords/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 100 || isNaN(data3)) {
          const err12 = { instancePath: instancePath + "/maxKeywords", schemaPath: "#/properties/maxKeywords/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data3 < 1 || isNaN(data3)) {
          const err13 = { instancePath: instancePath + "/maxKeywords", schemaPath: "#/properties/maxKeywords/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
    }
  } else {
    const err14 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var validators = {
  "csv-etl": validator0,
  "document-render": validator1,
  "image-transform": validator2,
  "text-analyze": validator3
};
export { validators };
