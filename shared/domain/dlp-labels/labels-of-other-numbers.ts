/**
 * Words whose numbers do not identify anybody, or that another detector judges: of places, public codes, things. They end
 * the search for a label.
 */
export const otherLabels =
  "room,rm,bed,ward,floor,suite,apt,apartment,step,version,ver,v,page,pg,p,pp,chapter,section,table,figure,fig,appendix,line,row,column,question,q,item,option,press,dial,extension,ext,channel,exit,route,bus,flight,platform,stall,pod,bay,bin,rxbin,pcn,rxpcn,payer id,payor id,carrier id,taxonomy,modifier,lot,batch,ndc,icd,icd10,icd-10,icd9,diagnosis code,dx code,cdt,cpt,hcpcs," +
  "procedure code,billing code,revenue code,drg,loinc,snomed,atc code,rxnorm,rx norm,rxcui,cvx code,phone,telephone,tel,cell,cellphone,mobile,fax,pager,landline,contact number,callback number,call back number,call,text,whatsapp,hotline,zip,zipcode,postal code,postcode,post code,area code,country code,dob,date of birth,birthdate,birthday,born,date,expires,expiry,exp,expiration," +
  "valid until,valid thru,in the year,since,error,alarm codes,qr code,bar code,color code,dress code,code blue,model,part number,part no,sku,catalog,catalogue,upc,upc barcode,ean,gtin,product code,product number,style number,chr,cat no,isbn,doi,pmid,nct,isbn 10,isbn 13,commit,checkout,blames,sha,sha256,starts with,chr,md5,digest,checksum,hash,e numbers,trial registration,clinicaltrials.gov,grant number,patent number,ip,ip address,port,password,cvv,cvc,security code,credit card,cc,pan," +
  "debit card,visa,mastercard,amex,american express,discover,gestation,gravida,para,pregnancy,visit number,trial number,season,episode,issue,pull request,volume,vol,gasket,bearing,toner,tcp,udp,house number,street number";

/** Words whose numbers are amounts: of a body, a drug, money. No amount has nine digits. */
export const amountLabels =
  "dose,dosage,cycle,day,week,month,year,yr,age,aged,hour,minute,weight,height,wt,ht,bmi,bp,hr,pulse,temp,temperature,rr,spo2,sats,o2,glucose,sugar,bg,cholesterol,ldl,hdl,platelet,plt,wbc,rbc,hemoglobin,hgb,hct,tsh,psa,ferritin,creatinine,sodium,potassium,cd4,viral load,vl,count,score,level,value of,range,rate,result,reading,grade,stage,gauge,size,number of,total,amount,quantity," +
  "qty,refill,calorie,caloric,kcal,carbs,unit,tablet,pills,capsules,mg,ml,mcg,iu,dollars,cost,price,copay,deductible,premium,fee,paid,payment,owe,balance,charged,hba1c,a1c,egfr,inr,ekg,ecg,ef,crp,esr,troponin,bnp,d-dimer,b12,t4,t3,covid,sars,h1n1,type,class,top,number one,rank,ranked,gene,mutation,allele,chromosome,exon,codon,strain,serotype,subtype,kg,lb,pounds,cm,mmhg,bpm," +
  "ounces,oz,feet,inches";
