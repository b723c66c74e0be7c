import { createHash } from "node:crypto";
import type { ChosenBuild } from "./choose-build.ts";

/** In the address of a page whose build did not start there: the server then sends the current one. */
export const fallbackParameter = "build-fallback";

/**
 * Seconds that a visitor looks at a page of which nothing has come and nothing has started. A megabyte of scripts takes
 * 20 s at 50 kB/s, the slowest line that browsers' tools call a mobile one, and every file that comes begins them anew.
 */
export const patienceSeconds = 30;

/**
 * Stands before everything else in a page of a build that is not the current one. If a file of that build does not load,
 * or throws before the app has said `flywheel:started`, or the app says `flywheel:broken` before that, or says nothing
 * for too long, the page is loaded once more with the current build. Other scripts of the page (a browser's extensions)
 * are not its concern. Seconds are ticks and not a clock: a phone that is too busy to tick is at work. Those do not count
 * in which the page is still being read (its bootstrap is not the build's), in which nobody looks or there is no network.
 */
const guard = `(function(){
var build=document.querySelector('meta[name="flywheel-build"]').content,over=false,waited=0;
function ours(address){return String(address||"").indexOf("/assets-"+build+"/")>=0}
function end(){over=true}
function fall(){if(over)return;over=true;var next=new URL(location.href);
next.searchParams.set("${fallbackParameter}",build);location.replace(next)}
addEventListener("flywheel:started",end);
addEventListener("flywheel:broken",fall);
addEventListener("error",function(event){var of=event.target;
if(of===window?ours(event.filename):of&&(of.tagName==="SCRIPT"&&ours(of.src)||of.rel==="stylesheet"&&ours(of.href)))fall()},true);
new PerformanceObserver(function(list){if(list.getEntries().some(function(of){return ours(of.name)}))waited=0})
.observe({type:"resource",buffered:true});
var ticking=setInterval(function(){if(over)return clearInterval(ticking);
if(document.readyState==="loading"||document.hidden||!navigator.onLine)return;
waited+=1;if(waited>=${patienceSeconds})fall()},1000);
})();`;

/** For the policy of a page: this script may stand in it, and no other. */
export const guardSource = `'sha256-${createHash("sha256").update(guard).digest("base64")}'`;

export const withGuard = (page: string, { build }: ChosenBuild) =>
  afterHead(page, `<meta name="flywheel-build" content="${build}"><script>${guard}</script>`);

/** The page then records that the arm's build failed; all three are slugs. */
export const withFailure = (page: string, { build, arm }: ChosenBuild) =>
  arm === null
    ? page
    : afterHead(page, `<meta name="flywheel-build-failed" content="${arm.experiment} ${arm.variant} ${build}">`);

/** A function, because `$` means something in a replacement. */
const afterHead = (page: string, text: string) => page.replace("<head>", () => `<head>${text}`);
