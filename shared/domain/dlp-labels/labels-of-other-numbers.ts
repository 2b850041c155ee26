/**
 * Words whose numbers do not identify anybody, or that another detector judges: of places, public codes, things. They end
 * the search for a label.
 */
export const otherLabels =
  "room,rooms,rm,bed,ward,floor,suite,apt,apartment,step,steps,version,ver,v,page,pages,pg,p,pp,chapter,section,table,figure,fig,appendix,line,row,column,question,q,item,items,option,press,dial,extension,ext,channel,exit,route,bus,flight,platform,stall,pod,bay," +
  "bin,bin number,rxbin,rx bin,pcn,rxpcn,rx pcn,payer id,payor id,carrier id,taxonomy,taxonomy code,modifier,lot,lot number,lot no,batch,batch number,ndc,ndc number,ndc code,icd,icd10,icd-10,icd9,icd code,icd codes,icd10 code,diagnosis code,diagnosis codes,dx code,dx codes,cdt,cpt,cpt code,cpt codes,cpt number,hcpcs,hcpcs code,procedure code,billing code,billing codes,revenue code,drg,drg code,loinc,loinc code,snomed,snomed code,atc code,rxnorm,rx norm,rxcui,cvx code," +
  "phone,phone number,phone no,telephone,telephone number,tel,tel no,cell,cell number,cell phone,cellphone,mobile,mobile number,mobile no,fax,fax number,fax no,pager,pager number,landline,contact number,callback number,call back number,call,text,whatsapp,hotline," +
  "zip,zip code,zipcode,postal code,postcode,post code,area code,country code,dob,date of birth,birth date,birthdate,birthday,born,date,dates,expires,expiry,exp,expiration,expiration date,valid until,valid thru,in the year,since," +
  "error code,error,alarm codes,qr code,bar code,color code,dress code,code blue,model,model number,model no,part number,part no,sku,catalog number,catalog,catalogue,upc,ean,gtin,product code,product number,item number,style number,chr,catalogue number,cat no,isbn,doi,pmid,nct,nct number,trial registration,clinicaltrials.gov,protocol version,grant number,patent number," +
  "ip,ip address,port,password,cvv,cvc,security code,credit card,credit card number,cc,pan,debit card,debit card number,visa,mastercard,amex,american express,discover,credit card no,gestation,gravida,para,pregnancy,visit number,trial number,season,episode,issue,volume,vol,channel number,house number,street number";

/** Words whose numbers are amounts: of a body, a drug, money. No amount has nine digits. */
export const amountLabels =
  "dose,doses,dosage,dose number,cycle,cycle number,day,days,day number,week,weeks,month,months,year,years,yr,yrs,age,aged,hour,hours,minute,minutes,weight,height,wt,ht,bmi,bp,hr,pulse,temp,temperature,rr,spo2,sats,o2,glucose,sugar,sugars,bg,cholesterol,ldl,hdl,platelet,platelets,plt,wbc,rbc,hemoglobin,hgb,hct,tsh,psa,ferritin,creatinine,sodium,potassium," +
  "cd4,viral load,vl,count,counts,score,scores,level,levels,value of,range,ranges,rate,result,results,reading,readings,grade,stage,gauge,size,number of,total,amount,quantity,qty,refill,refills,calories,calorie,caloric,kcal,carbs,units,unit,tablets,tablet,pills,capsules,mg,ml,mcg,iu,dollars,cost,price,copay,deductible,premium,fee,paid,payment,owe,owes,balance,charged," +
  "hba1c,a1c,egfr,inr,ekg,ecg,ef,crp,esr,troponin,bnp,d-dimer,b12,t4,t3,covid,sars,h1n1,type,class,top,number one,rank,ranked,gene,mutation,allele,chromosome,exon,codon,strain,serotype,subtype,kg,lb,lbs,pounds,cm,mmhg,bpm,ounces,oz,feet,inches";
