import { chromium } from 'playwright-core';
const [,, out, size='1440x900', at='8.6', hash='#/', pre=''] = process.argv;
const [width,height]=size.split('x').map(Number);
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
const c=await b.newContext({viewport:{width,height},hasTouch:width<720});
const p=await c.newPage();
p.on('console',m=>m.type()==='error'&&console.log('console:',m.text()));p.on('pageerror',e=>console.log('pageerror',e.message));
await p.goto((process.env.URL||'http://127.0.0.1:8123/q/')+hash);
await p.waitForFunction(()=>window.quorum);
await p.evaluate(async(at)=>{await quorum.ready;quorum.pause();quorum.import({format:1,world:{seed:7},log:[]});await quorum.seek(Math.round(at*1e6))},Number(at));
if(pre){const r=await p.evaluate(pre);if(r!==undefined)console.log(JSON.stringify(r))}
await p.waitForFunction(()=>new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(()=>r(true)))));
await p.screenshot({path:out});
await b.close();
