import { benchOverhead, benchHealth, benchStreams } from "/work/main/apps/server/src/bench/network/gateway.ts";
const t=async(n:string,f:()=>Promise<unknown>)=>{try{console.log(n, JSON.stringify(await f()))}catch(e){console.log(n,"ERR",String(e))}};
await t("mem",()=>benchOverhead("memory",200));
await t("streams",()=>benchStreams(200));
