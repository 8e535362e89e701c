import { defineConfig } from "rolldown";
import { licenses } from "./scripts/licenses.ts";

// Our own code stays readable in dist/. The gate is apart from the entries, so that `--version` need not
// load it, and so is the runtime of Actions, which the command never loads.
const gate =
  /[\\/]src[\\/](assemble|baseline[\\/](base|compare|index|kept-files)[.]|checks[\\/](?!signatures|commits|vulnerabilities)|checks[\\/]commits[\\/](index|rules)|checks[\\/]signatures[\\/](index|rules|expression|image-glob|judge[\\/]condition-path)|checks[\\/]vulnerabilities[\\/](index|rules)|findings|kubernetes|model|nearest|pipeline|policy|reported-images|sarif|shard|trivy[\\/](releases|sbom-format)|verdict|report[\\/](?!html|printable|terminal-text|visible-text))/;

// What talks to servers, verifies signatures and runs Trivy is loaded by the runs that need it.
const network = /[\\/]src[\\/](network|registry)[\\/]/;
const signatures = /[\\/]src[\\/]checks[\\/]signatures[\\/](?!judge[\\/]fresh-trust-root)/;
const vulnerabilities = /[\\/]src[\\/](checks[\\/]vulnerabilities|trivy)[\\/]/;

export default defineConfig({
  input: { index: "src/action.ts", cli: "src/cli.ts" },
  platform: "node",
  plugins: [licenses("licenses.txt")],
  output: {
    dir: "dist",
    format: "esm",
    comments: { legal: true },
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: {
      groups: [
        {
          name: "text",
          test: /[\\/]src[\\/](errors|progress|version|report[\\/](printable|terminal-text|visible-text))/,
          priority: 1,
        },
        // Each is loaded by the runs that need it, and by no other.
        { name: "openpgp", test: /node_modules[\\/]openpgp[\\/]/, priority: 1 },
        { name: "re2", test: /node_modules[\\/]re2js[\\/]/, priority: 1 },
        { name: "seeds", test: /@sigstore[\\/]tuf[\\/]seeds/, priority: 3 },
        {
          name: "tuf",
          test: /node_modules[\\/](@sigstore[\\/]tuf|@tufjs|tuf-js)[\\/]/,
          priority: 1,
        },
        {
          name: "sigstore",
          test: /node_modules[\\/]@sigstore[\\/](verify|bundle|core|protobuf-specs)[\\/]/,
          priority: 2,
        },
        { name: "vendor", test: /node_modules/ },
        { name: "gate", test: gate },
        { name: "network", test: network },
        { name: "git", test: /[\\/]src[\\/]git[\\/]/ },
        { name: "signatures", test: signatures },
        { name: "vulnerabilities", test: vulnerabilities },
        { name: "html", test: /[\\/]src[\\/]report[\\/]html/ },
        { name: "commits", test: /[\\/]src[\\/]checks[\\/]commits[\\/]/ },
      ],
    },
  },
});
