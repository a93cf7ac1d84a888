#!/usr/bin/env node
/*
 * The way in, in a JavaScript that Node has parsed since version 10: it must run on a Node that is too old, to say so.
 * Everything else is TypeScript under ../src, which Node runs as it is from 22.18 on. The program runs in this very
 * process, so signals and the terminal reach it without anybody in between.
 */
(function launch() {
  'use strict';

  var found = process.versions.node;
  var parts = found.split('.');
  var major = Number(parts[0]);
  var minor = Number(parts[1]);

  function fail(line) {
    process.stderr.write('paperboy: ' + line + '\n');
    process.exitCode = 1;
  }

  if (major < 22 || (major === 22 && minor < 18)) {
    fail(
      'this is Node.js ' +
        found +
        ', and Paperboy needs 22.18 or newer. In its folder, run "npm ci" and then "npm start": they bring Node.js 24.',
    );
    return;
  }
  // 23.0 to 23.5 are newer and still cannot; so is a Node that was started with --no-experimental-strip-types.
  if (!process.features.typescript) {
    fail(
      'this Node.js ' +
        found +
        ' does not run TypeScript files. In its folder, run "npm ci" and then "npm start": they bring Node.js 24.',
    );
    return;
  }

  import('../src/main.ts').then(
    function run(program) {
      return program.main();
    },
    function cannotLoad(error) {
      if (error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.indexOf('Cannot find package ') === 0) {
        fail('the packages that it needs are not installed. In its folder, run "npm ci", then try again.');
        return;
      }
      throw error;
    },
  );
})();
